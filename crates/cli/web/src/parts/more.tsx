// A list that the API gives in pages: the first is read with the view, others when the reader asks for them.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { get } from '../lib/api'
import { useData } from '../lib/data'
import type { Page } from '../lib/types'
import { Fault, Nothing } from './notice'

interface Listed<T, Wire> {
  where: string
  none: string
  convert?: (page: Page<Wire>) => Page<T>
  children: (items: T[]) => ComponentChildren
}

export function Pages<T, Wire = T>({ where, none, convert, children }: Listed<T, Wire>) {
  const first = useData<Page<T>, Page<Wire>>(where, convert)
  const [more, setMore] = useState<{ items: T[]; next: string | null } | null>(null)
  const [waiting, setWaiting] = useState(false)
  useEffect(() => setMore(null), [first.value])
  if (first.problem) return <Fault problem={first.problem} />
  if (!first.value)
    return (
      <p class="notice wait" aria-busy="true">
        …
      </p>
    )
  const items = [...first.value.items, ...(more?.items ?? [])]
  const next = more ? more.next : first.value.next
  if (items.length === 0) return <Nothing>{none}</Nothing>
  const load = async () => {
    if (!next) return
    setWaiting(true)
    try {
      const wire = await get<Page<Wire>>(`${where}${where.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`)
      const page = convert ? convert(wire) : (wire as unknown as Page<T>)
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next })
    } finally {
      setWaiting(false)
    }
  }
  return (
    <div class={first.waiting ? 'shown waiting' : 'shown'}>
      {children(items)}
      {next && (
        <button type="button" class="more" disabled={waiting} onClick={() => void load()}>
          More
        </button>
      )}
    </div>
  )
}
