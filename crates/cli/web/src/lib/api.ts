// How the page asks the API: one function that gets JSON, keeps the last answers, and turns what went wrong into a
// `Refusal` with words for the reader. Nothing is read but what a view asks for.
import type { Problem, Reading } from './types'

export class Refusal extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.problem = problem
  }
}

/** So many answers are kept, so that going back is quick. */
const KEPT = 40
const answers = new Map<string, Promise<unknown>>()

/** The address of a question to the API: empty values are left out. */
export function url(path: string[], query?: URLSearchParams | Record<string, string | string[] | null | undefined>): string {
  const kept = new URLSearchParams()
  const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {})
  for (const [name, value] of entries) for (const one of Array.isArray(value) ? value : [value]) if (one) kept.append(name, one)
  const tail = kept.toString()
  return `/api/${path.map(encodeURIComponent).join('/')}${tail ? `?${tail}` : ''}`
}

export function get<T>(where: string, keep = true): Promise<T> {
  const kept = answers.get(where)
  if (kept) {
    answers.delete(where)
    answers.set(where, kept)
    return kept as Promise<T>
  }
  const asked = request<T>(where)
  if (!keep) return asked
  answers.set(where, asked)
  asked.catch(() => answers.delete(where))
  for (const oldest of answers.keys()) {
    if (answers.size <= KEPT) break
    answers.delete(oldest)
  }
  return asked
}

/** Forgets what was answered, because the ledger has grown. */
export function forget(): void {
  answers.clear()
}

export function read(text: string, date: string, signal: AbortSignal): Promise<Reading> {
  const body = JSON.stringify(date ? { text, date } : { text })
  return request<Reading>('/api/read', { method: 'POST', body, signal, headers: { 'content-type': 'application/json' } })
}

async function request<T>(where: string, how: RequestInit = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(where, { ...how, headers: { accept: 'application/json', ...how.headers } })
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw new Refusal({
      title: 'Not reached',
      status: 0,
      detail: 'The server does not answer.',
      hint: 'Is `casus serve` still running?',
    })
  }
  if (response.ok) return (await response.json()) as T
  throw new Refusal(await problem(response))
}

async function problem(response: Response): Promise<Problem> {
  const plain = { title: response.statusText || 'Refused', status: response.status }
  try {
    const told = (await response.json()) as Partial<Problem>
    return { ...plain, ...told }
  } catch {
    return plain
  }
}
