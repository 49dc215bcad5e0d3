// States and organisations by their codes: names, and where they lie. Asked for once; until they have come, and for what has
// none, the code stands for itself.
import { useEffect, useState } from 'preact/hooks'
import { get, url } from './api'
import type { Party } from './types'

export interface States {
  name(code: string): string
  point(code: string): [number, number] | null
}

let states: Map<string, Party> | null = null
let asked: Promise<void> | null = null

export function useStates(): States {
  const [, draw] = useState(0)
  useEffect(() => {
    if (states) return
    const all = (kind: string) => get<Party[]>(url(['actors'], { kind, limit: '500' }))
    asked ??= Promise.all([all('organisation'), all('state')]).then(
      (found) => void (states = new Map(found.flat().map((one) => [one.code, one]))),
      () => void (asked = null),
    )
    let left = false
    void asked.then(() => !left && draw((round) => round + 1))
    return () => {
      left = true
    }
  }, [])
  return {
    name: (code) => states?.get(code)?.name ?? code,
    /** Degrees north and east. */
    point: (code) => states?.get(code)?.point ?? null,
  }
}
