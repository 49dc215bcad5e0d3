// Where the reader is: the browser's address as a value that components follow, and the two ways to move it.
import { useEffect, useState } from 'preact/hooks'
import { changed, parse, type Address } from './address'

const followers = new Set<() => void>()
let current = parse(location.pathname, location.search)

function moved(): void {
  current = parse(location.pathname, location.search)
  for (const follower of followers) follower()
}

addEventListener('popstate', moved)

/** The address now; the component is drawn anew when it changes. */
export function useAddress(): Address {
  const [, draw] = useState(0)
  useEffect(() => {
    const follower = () => draw((count) => count + 1)
    followers.add(follower)
    return () => void followers.delete(follower)
  }, [])
  return current
}

/** Goes to another view: back comes here again. */
export function go(to: string): void {
  if (to === location.pathname + location.search) return
  history.pushState(null, '', to)
  moved()
  scrollTo(0, 0)
}

/** Changes what this view shows. Small steps, such as those of a slider, take the place of the last; others can be gone back from. */
export function set(change: Record<string, string | string[] | null | undefined>, small = false): void {
  const tail = changed(current.query, change).toString()
  const to = location.pathname + (tail ? `?${tail}` : '')
  if (to === location.pathname + location.search) return
  if (small) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  moved()
}

/** Links of the page move the address without loading the page again; others, and those opened elsewhere, are left alone. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element | null)?.closest?.('a')
    const to = link?.getAttribute('href')
    if (!link || !to?.startsWith('/') || to.startsWith('/api/') || link.getAttribute('target') || link.hasAttribute('download'))
      return
    event.preventDefault()
    go(to)
  })
}
