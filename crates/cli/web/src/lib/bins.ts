// Bins of a timeline. The API gives those that hold something; a chart wants all, so that a gap is seen as a gap.
import { after, floor } from './days'
import type { Bin } from './types'

/** So many bins at most: a span that would have more is left with the bins that hold something. */
const MOST = 4000

export function filled(bins: Bin[], unit: string): Bin[] {
  const sorted = [...bins].sort((a, b) => (a.day < b.day ? -1 : 1))
  const first = sorted[0]
  const last = sorted.at(-1)
  if (!first || !last) return []
  const own = new Map(sorted.map((bin) => [floor(bin.day, unit), bin]))
  const all: Bin[] = []
  for (let day = floor(first.day, unit); day <= last.day; day = after(day, unit)) {
    all.push(own.get(day) ?? { day, events: 0, scale: 0, cooperation: 0, conflict: 0 })
    if (all.length > MOST) return sorted
  }
  return all
}

/** The sum of bins: how many events, and their mean scale. */
export function summed(bins: Bin[]): { events: number; scale: number; cooperation: number; conflict: number } {
  const sum = { events: 0, scale: 0, cooperation: 0, conflict: 0 }
  for (const bin of bins) {
    sum.events += bin.events
    sum.scale += bin.scale * bin.events
    sum.cooperation += bin.cooperation
    sum.conflict += bin.conflict
  }
  return { ...sum, scale: sum.events ? sum.scale / sum.events : 0 }
}

/** The unit in which a span is seen best. */
export function unitFor(first: string, last: string): 'day' | 'week' | 'month' {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000
  return days <= 75 ? 'day' : days <= 500 ? 'week' : 'month'
}
