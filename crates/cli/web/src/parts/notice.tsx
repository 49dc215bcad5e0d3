// What stands where an answer is not there: that it is awaited, that there is none, or what went wrong and what helps.
import type { ComponentChildren } from 'preact'
import type { Problem } from '../lib/types'

export function Fault({ problem }: { problem: Problem }) {
  return (
    <div class="notice fault" role="alert">
      <strong>{problem.title}</strong>
      {problem.detail && problem.detail !== problem.title && <p>{problem.detail}</p>}
      {problem.hint && <p class="dim">{problem.hint}</p>}
    </div>
  )
}

/** Said where there is something, but the filter lets nothing of it through. */
export const FILTERED = 'No claim on which it rests passes the filter.'

export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="notice">{children}</p>
}

/** The answer if there is one; else why not. */
export function Shown<T>({
  data,
  children,
}: {
  data: { value: T | null; problem: Problem | null; waiting: boolean }
  children: (value: T) => ComponentChildren
}) {
  if (data.problem) return <Fault problem={data.problem} />
  if (data.value === null)
    return data.waiting ? (
      <p class="notice wait" aria-busy="true">
        …
      </p>
    ) : null
  return (
    <div class={data.waiting ? 'shown waiting' : 'shown'} aria-busy={data.waiting}>
      {children(data.value)}
    </div>
  )
}
