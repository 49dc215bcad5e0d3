// Days as text (YYYY-MM-DD) and as numbers since 1970, for sliders and scales. Everything is in UTC: a day is a day.

const LENGTH = 86_400_000

/** The number of a day; null where the text is none. */
export function number(day: string | null | undefined): number | null {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return null
  return Math.round(time / LENGTH)
}

export function text(number: number): string {
  return new Date(number * LENGTH).toISOString().slice(0, 10)
}

export function shifted(day: string, by: number): string {
  const own = number(day)
  return own === null ? day : text(own + by)
}

export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** The first day after a bin that begins on this day. */
export function after(day: string, unit: string): string {
  if (unit === 'day') return shifted(day, 1)
  if (unit === 'week') return shifted(day, 7)
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** The first day of the bin in which a day lies. */
export function floor(day: string, unit: string): string {
  if (unit === 'month') return `${day.slice(0, 7)}-01`
  const own = number(day)
  if (unit === 'week' && own !== null) return text(own - ((((own + 3) % 7) + 7) % 7))
  return day
}

/** One day or a span, as people write it. */
export function span(first: string, last: string): string {
  return !last || first === last ? first : `${first} to ${last}`
}
