// The filter of every view: type, status, speaker, source, confidence and days, as far as they make sense there. All of it
// stands in the address.
import { useEffect, useRef } from 'preact/hooks'
import { filterOf, type Filter } from '../lib/address'
import { set } from '../lib/place'
import { Complete, sources, speakers } from './complete'
import { DayField } from './day'

/** PLOVER's types, from cooperation to conflict. */
export const TYPES = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
]
const STATUSES = ['actual', 'future', 'hypothetical', 'negated', 'historical']

export function FilterBar({ query, fields }: { query: URLSearchParams; fields: readonly Filter[] }) {
  const kept = filterOf(query, fields)
  const count = [...new Set(kept.keys())].length
  const confidence = query.get('confidence') ?? ''
  const has = (name: Filter) => fields.includes(name)
  if (fields.length === 0) return null
  return (
    <details class="filter" open={count > 0 || undefined}>
      <summary>
        Filter{count > 0 && <span class="number">{count}</span>}
        <Words query={kept} />
      </summary>
      <div class="fields" role="group" aria-label="Filter">
        {has('type') && <Many name="type" label="Type" all={TYPES} query={query} />}
        {has('status') && <Many name="status" label="Status" all={STATUSES} query={query} />}
        {has('speaker') && (
          <Complete
            label="Speaker"
            value={query.get('speaker') ?? ''}
            find={speakers}
            onChoice={(speaker) => set({ speaker })}
          />
        )}
        {has('source') && (
          <Complete label="Source" value={query.get('source') ?? ''} find={sources} onChoice={(source) => set({ source })} />
        )}
        {has('confidence') && (
          <label class="confidence">
            Confidence at least
            <select value={confidence} onChange={(event) => set({ confidence: event.currentTarget.value })}>
              <option value="">any</option>
              {['0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9'].map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
        )}
        {has('from') && <DayField label="From" value={query.get('from') ?? ''} onDay={(from) => set({ from })} />}
        {has('to') && <DayField label="To" value={query.get('to') ?? ''} onDay={(to) => set({ to })} />}
        {count > 0 && (
          <button
            type="button"
            class="quiet"
            onClick={() => set(Object.fromEntries([...kept.keys()].map((name) => [name, null])))}
          >
            Clear
          </button>
        )}
      </div>
    </details>
  )
}

/** What is filtered, in a line, for when the fields are folded away and for print. */
function Words({ query }: { query: URLSearchParams }) {
  const names = [...new Set(query.keys())]
  if (names.length === 0) return null
  return <span class="words">{names.map((name) => `${name} ${query.getAll(name).join(', ')}`).join(' · ')}</span>
}

function Many({ name, label, all, query }: { name: string; label: string; all: string[]; query: URLSearchParams }) {
  const chosen = query.getAll(name)
  const turn = (one: string) =>
    set({ [name]: chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one] })
  const box = useRef<HTMLDetailsElement>(null)
  // It closes when the reader goes on elsewhere, by pointer or by key.
  useEffect(() => {
    const left = (event: Event) => {
      const to = event.target
      if (box.current?.open && to instanceof Node && !box.current.contains(to)) box.current.open = false
    }
    document.addEventListener('pointerdown', left)
    document.addEventListener('focusin', left)
    return () => {
      document.removeEventListener('pointerdown', left)
      document.removeEventListener('focusin', left)
    }
  }, [])
  return (
    <details
      class="many"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.open = false
      }}
    >
      <summary>
        {label}
        {chosen.length > 0 ? `: ${chosen.length === 1 ? chosen[0] : chosen.length}` : ''}
      </summary>
      <fieldset>
        <legend class="unseen">{label}</legend>
        {all.map((one) => (
          <label key={one}>
            <input type="checkbox" checked={chosen.includes(one)} onChange={() => turn(one)} /> {one}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
