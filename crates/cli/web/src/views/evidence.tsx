// Evidence: a document with its words marked, and beside it what was coded from them: each event, the chain of speakers, the
// rule and the confidence.
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { FIELDS, filterOf, type Address } from '../lib/address'
import { url } from '../lib/api'
import { useData } from '../lib/data'
import { marksOf, marksOfTold } from '../lib/marks'
import { ruler } from '../lib/offsets'
import { set } from '../lib/place'
import { plural } from '../lib/scale'
import type { Claim, ClaimAnswer, DocumentFull } from '../lib/types'
import { claimOf, lineOfTold, passes } from '../lib/wire'
import { documentOf } from '../lib/words'
import { useTitle } from '../lib/title'
import { Chain, EventFacts, EventLine } from '../parts/event'
import { Legend, MarkedText } from '../parts/marked'
import { Nothing, Shown } from '../parts/notice'

export function EvidenceView({ place }: { place: Address }) {
  const id = place.query.get('document') ?? documentOf(place.query.get('claim') ?? '')
  const data = useData<DocumentFull>(id ? url(['documents', id]) : null)
  if (!id) return <Nothing>No document is named. The list of documents leads to each.</Nothing>
  return (
    <Shown data={data}>
      {(document) => <Document document={document} chosen={place.query.get('claim')} wanted={filterOf(place.query, FIELDS.evidence)} />}
    </Shown>
  )
}

function Document({ document, chosen, wanted }: { document: DocumentFull; chosen: string | null; wanted: URLSearchParams }) {
  useTitle(document.title ?? document.id)
  const text = useRef<HTMLElement>(null)
  const known = document.claims.some((one) => one.id === chosen)
  const claim = useData<Claim, ClaimAnswer>(known && chosen ? url(['claims', chosen]) : null, claimOf).value
  const listed = document.claims.filter((one) => passes(one, wanted))
  const marks = useMemo(() => {
    const scale = ruler(document.text)
    const full = claim?.id === chosen ? claim : null
    return document.claims.flatMap((one) => (full && one.id === full.id ? marksOf(full, scale) : marksOfTold(one, scale)))
  }, [document, claim, chosen])
  useEffect(() => {
    const first = text.current?.querySelector('.mark.trigger')
    const edge = first?.getBoundingClientRect()
    if (first && edge && (edge.top < 80 || edge.bottom > innerHeight - 40)) first.scrollIntoView({ block: 'center' })
  }, [document, chosen])
  const choose = (id: string) => set({ document: document.id, claim: id === chosen ? null : id })
  return (
    <div class="split evidence">
      <article>
        <h1>{document.title ?? document.id}</h1>
        <p class="byline">
          {[document.publisher, document.author, document.date ?? document.known].filter(Boolean).join(', ')}
          {document.url && safe(document.url) && (
            <>
              {' '}
              ·{' '}
              <a href={document.url} target="_blank" rel="noreferrer noopener">
                where it was published
              </a>
            </>
          )}
        </p>
        <section class="document" ref={text} aria-label="Text">
          <MarkedText text={document.text} marks={marks} chosen={chosen} onChoice={choose} />
        </section>
        {known && <Legend marks={marks.filter((mark) => mark.of === chosen)} />}
      </article>
      <aside>
        {claim && <Chosen claim={claim} />}
        <h2>
          {plural(listed.length, 'event')}{' '}
          <span class="dim">
            {listed.length < document.claims.length ? `of ${document.claims.length} in this document` : 'in this document'}
          </span>
        </h2>
        <ol class="eventlist">
          {listed.map((one) => (
            <li key={one.id}>
              <EventLine line={lineOfTold(one)} chosen={one.id === chosen} onChoice={choose} />
            </li>
          ))}
        </ol>
      </aside>
    </div>
  )
}

function Chosen({ claim }: { claim: Claim }) {
  return (
    <section class="chosen" aria-label="The chosen event">
      <h2>On whose word</h2>
      <Chain event={claim} outlet={claim.publisher} />
      <EventFacts event={claim} claim={claim} />
      <p class="dim">
        <code>{claim.id}</code>
      </p>
    </section>
  )
}

/** Addresses of documents are text from outside: only those of the web become links. */
const safe = (address: string) => /^https?:\/\//i.test(address)
