// Addresses of views: a path and what stands behind its question mark. Every view can be shared, bookmarked and gone back
// to, because all that it shows is in its address. Pure; the browser's history is moved by lib/place.ts.

export const VIEWS = ['world', 'pair', 'network', 'cases', 'case', 'documents', 'evidence', 'ask', 'why', 'read'] as const
export type View = (typeof VIEWS)[number]

export interface Address {
  view: View
  /** What stands in the path after the view: two codes, a question. */
  path: string[]
  query: URLSearchParams
}

/** What is asked of every view alike, and so is kept from one view to the next. */
export const FILTERS = ['type', 'status', 'speaker', 'source', 'confidence', 'from', 'to'] as const
export type Filter = (typeof FILTERS)[number]

const CLAIMS: readonly Filter[] = ['type', 'status', 'speaker', 'source', 'confidence']
/** What of it makes sense in each view: a network and an answer have days of their own, a document has one outlet. */
export const FIELDS: Record<View, readonly Filter[]> = {
  world: FILTERS,
  pair: FILTERS,
  network: CLAIMS,
  cases: FILTERS,
  case: ['status', 'speaker', 'source', 'confidence'],
  documents: FILTERS,
  evidence: ['type', 'status', 'speaker', 'confidence'],
  ask: CLAIMS,
  why: CLAIMS,
  read: ['type', 'status', 'speaker', 'confidence'],
}

export function parse(path: string, search: string): Address {
  const [view, ...rest] = path.split('/').filter(Boolean).map(decoded)
  const known = (VIEWS as readonly string[]).includes(view ?? '') ? (view as View) : 'world'
  return { view: known, path: known === view ? rest : [], query: new URLSearchParams(search) }
}

/** An address as text. Empty values are left out, and the rest stands in the order in which it was given. */
export function address(
  view: View,
  path: string[] = [],
  query?: URLSearchParams | Record<string, string | string[] | null | undefined>,
): string {
  const kept = new URLSearchParams()
  const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {})
  for (const [name, value] of entries) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) kept.append(name, one)
  }
  const tail = kept.toString()
  return `/${[view, ...path].map(encodeURIComponent).join('/')}${tail ? `?${tail}` : ''}`
}

/** What of a query is the filter, or a part of it. */
export function filterOf(query: URLSearchParams, fields: readonly Filter[] = FILTERS): URLSearchParams {
  const kept = new URLSearchParams()
  for (const [name, value] of query) if ((fields as readonly string[]).includes(name) && value) kept.append(name, value)
  return kept
}

/** The filter of what rests on claims but has no days to filter. */
export const narrowOf = (query: URLSearchParams): URLSearchParams => filterOf(query, CLAIMS)

/** A query with another added to it. */
export function joined(query: URLSearchParams, other: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query, ...other])
}

/** A query with some names set anew: null or nothing removes a name. */
export function changed(query: URLSearchParams, change: Record<string, string | string[] | null | undefined>): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) {
    next.delete(name)
    for (const one of Array.isArray(value) ? value : [value]) if (one) next.append(name, one)
  }
  return next
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
