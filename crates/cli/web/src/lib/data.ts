// Answers of the API as values that components follow. While a new answer is awaited the last one stays in view, so that
// nothing jumps.
import { useEffect, useRef, useState } from 'preact/hooks'
import { forget, get, Refusal } from './api'
import type { Problem } from './types'

export interface Data<T> {
  value: T | null
  problem: Problem | null
  waiting: boolean
}

let generation = 0
const followers = new Set<() => void>()

/** Asks everything in view anew. */
export function refresh(): void {
  forget()
  generation++
  for (const follower of followers) follower()
}

/** What is at this address of the API, turned into what the view reads; null asks nothing. */
export function useData<T, Wire = T>(where: string | null, convert?: (wire: Wire) => T): Data<T> {
  const [data, setData] = useState<Data<T>>({ value: null, problem: null, waiting: where !== null })
  const [round, setRound] = useState(generation)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const follower = () => setRound(generation)
    followers.add(follower)
    return () => void followers.delete(follower)
  }, [])
  useEffect(() => {
    let left = false
    if (where === null) {
      shown.current = null
      setData({ value: null, problem: null, waiting: false })
      return
    }
    const same = shown.current !== null && path(shown.current) === path(where)
    setData((last) => ({ value: same ? last.value : null, problem: null, waiting: true }))
    get<Wire>(where).then(
      (wire) => {
        if (left) return
        shown.current = where
        setData({ value: convert ? convert(wire) : (wire as unknown as T), problem: null, waiting: false })
      },
      (fault: unknown) => {
        if (left) return
        const problem = fault instanceof Refusal ? fault.problem : { title: 'Not understood', status: 0, detail: String(fault) }
        setData({ value: null, problem, waiting: false })
      },
    )
    return () => {
      left = true
    }
  }, [where, round])
  return data
}

const path = (where: string) => where.split('?')[0]

/** A value that follows another only when that has been still for a while. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
