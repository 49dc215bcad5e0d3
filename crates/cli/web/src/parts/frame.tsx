// The frame of every view: the bar with its ways, the filter, what is new, light and dark, and the view itself.
import { useEffect, useRef } from 'preact/hooks'
import { address, FIELDS, filterOf, FILTERS, type Address, type Filter, type View } from '../lib/address'
import { useData } from '../lib/data'
import { useAddress } from '../lib/place'
import { plural } from '../lib/scale'
import type { Question, Status } from '../lib/types'
import { AskView } from '../views/ask'
import { CaseView, CasesView } from '../views/cases'
import { DocumentsView } from '../views/documents'
import { EvidenceView } from '../views/evidence'
import { NetworkView } from '../views/network'
import { PairView } from '../views/pair'
import { ReadView } from '../views/read'
import { WhyView } from '../views/why'
import { WorldView } from '../views/world'
import { FilterBar } from './filter'
import { LivePill } from './live'
import { ThemeSwitch } from './theme'

const WAYS: { view: View; words: string; also: View[] }[] = [
  { view: 'world', words: 'World', also: [] },
  { view: 'pair', words: 'Pair', also: [] },
  { view: 'network', words: 'Network', also: [] },
  { view: 'cases', words: 'Cases', also: ['case'] },
  { view: 'documents', words: 'Documents', also: ['evidence'] },
  { view: 'ask', words: 'Ask', also: ['why'] },
  { view: 'read', words: 'Read', also: [] },
]
/** What is no filter in a question, because the question itself asks for it. */
function useOwn(place: Address): string[] {
  const name = place.view === 'ask' ? place.path[0] : undefined
  const questions = useData<Question[]>(name ? '/api/questions' : null)
  return questions.value?.find((one) => one.name === name)?.parameters.map((one) => one.name) ?? []
}

export function Frame() {
  const place = useAddress()
  const status = useData<Status>('/api/status')
  const main = useRef<HTMLElement>(null)
  const view = place.view + place.path.join('/')
  const first = useRef(true)
  // After a move to another view, reading goes on at its top.
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [view])
  const own = useOwn(place)
  const free = (name: Filter) => !own.includes(name)
  const kept = filterOf(place.query, FILTERS.filter(free))
  const shown = place.view === 'ask' && !place.path[0] ? [] : FIELDS[place.view].filter(free)
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        To the content
      </a>
      <header class="top">
        <a class="name" href={address('world', [], kept)} aria-label="Casus, world">
          casus
        </a>
        <nav aria-label="Views">
          {WAYS.map((way) => {
            const here = way.view === place.view || way.also.includes(place.view)
            return (
              <a key={way.view} href={address(way.view, [], kept)} aria-current={here ? 'page' : undefined}>
                {way.words}
              </a>
            )
          })}
        </nav>
        <LivePill />
        {status.value && (
          <span
            class="ledger"
            title={`${plural(status.value.documents, 'document')}, ${plural(status.value.claims, 'claim')}, ${plural(status.value.cases, 'case')}`}
          >
            {status.value.ledger}
          </span>
        )}
        <ThemeSwitch />
      </header>
      <FilterBar query={place.query} fields={shown} />
      <main id="main" ref={main} tabIndex={-1} class="view">
        <Shown place={place} status={status.value} />
      </main>
    </>
  )
}

function Shown({ place, status }: { place: Address; status: Status | null }) {
  switch (place.view) {
    case 'world':
      return <WorldView place={place} status={status} />
    case 'pair':
      return <PairView place={place} status={status} />
    case 'network':
      return <NetworkView place={place} status={status} />
    case 'cases':
      return <CasesView place={place} />
    case 'case':
      return <CaseView place={place} />
    case 'documents':
      return <DocumentsView place={place} />
    case 'evidence':
      return <EvidenceView place={place} />
    case 'ask':
      return <AskView place={place} status={status} />
    case 'why':
      return <WhyView place={place} />
    case 'read':
      return <ReadView place={place} />
  }
}
