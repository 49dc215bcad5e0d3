// What an answer rests on: the rules and the law by file and line, and each sentence with its words marked. Every sentence
// leads to its document.
import { address, changed, joined, narrowOf } from '../lib/address'
import { url } from '../lib/api'
import { quotation } from '../lib/copies'
import { useData } from '../lib/data'
import { kindOf, type Mark } from '../lib/marks'
import { ruler } from '../lib/offsets'
import type { Evidence, Why } from '../lib/types'
import { documentOf } from '../lib/words'
import { CopyButton } from './copy'
import { Confidence } from './event'
import { Legend, MarkedText } from './marked'
import { FILTERED, Nothing, Shown } from './notice'

export function Proof({ id, asked }: { id: string; asked: URLSearchParams }) {
  const eyes = changed(new URLSearchParams(), { known: asked.get('known'), disbelieve: asked.getAll('disbelieve') })
  const query = joined(eyes, narrowOf(asked))
  const why = useData<Why>(url(['why', id], query))
  if (why.problem?.status === 404 && narrowOf(asked).size > 0) return <Nothing>{FILTERED}</Nothing>
  return (
    <section class="why" aria-label="Proof">
      <Shown data={why}>{(told) => <Told why={told} query={query} />}</Shown>
    </section>
  )
}

function Told({ why, query }: { why: Why; query: URLSearchParams }) {
  const marks = why.claims.flatMap((one) => marksIn(one))
  const terms = why.relation?.terms ?? {}
  const conditions = terms['conditions']
  const note = terms['note']
  return (
    <>
      {why.rules.map((line) => (
        <p key={line} class="note">
          rule <code>{line}</code>
        </p>
      ))}
      {why.law.map((line) => (
        <p key={line} class="note">
          law <code>{line}</code>
        </p>
      ))}
      {Array.isArray(conditions) && conditions.length > 0 && <p class="note">Only if: {conditions.join('; ')}</p>}
      {typeof note === 'string' && <p class="note">{note}</p>}
      {why.claims.length > 0 && (
        <ol class="evidences">
          {why.claims.map((one) => (
            <Sentence key={one.id} evidence={one} />
          ))}
        </ol>
      )}
      {marks.length > 0 && <Legend marks={marks} />}
      <p class="dim">
        <a href={address('why', [], joined(new URLSearchParams({ id: why.id }), query))}>Address of this proof</a>
        {' · '}
        <code>{why.id}</code>
      </p>
    </>
  )
}

function Sentence({ evidence }: { evidence: Evidence }) {
  const document = evidence.document ?? documentOf(evidence.id)
  return (
    <li class={evidence.denies ? 'denies' : ''}>
      <p class="head">
        {evidence.denies && <b class="denial">denies</b>} <span>{evidence.says}</span>{' '}
        <Confidence value={evidence.confidence} /> <code>{evidence.rule}</code>
      </p>
      <blockquote>
        <MarkedText text={evidence.sentence} marks={marksIn(evidence)} chosen={evidence.id} />
      </blockquote>
      <p class="source">
        <a href={address('evidence', [], { document, claim: evidence.id })}>
          {[evidence.publisher, evidence.known].filter(Boolean).join(', ') || document}
        </a>{' '}
        <CopyButton words="Copy as quotation" text={() => quotation(evidence)} />
      </p>
    </li>
  )
}

/** The marks of one sentence; those of other sentences are left out. */
export function marksIn(evidence: Evidence): Mark[] {
  const scale = ruler(evidence.sentence)
  const length = scale.byte(evidence.sentence.length)
  return evidence.marks
    .map((mark) => ({ ...mark, what: kindOf(mark.what), start: mark.start - evidence.start, end: mark.end - evidence.start }))
    .filter((mark) => mark.start >= 0 && mark.end <= length)
    .map((mark) => ({
      kind: mark.what,
      start: scale.at(mark.start),
      end: scale.at(mark.end),
      of: evidence.id,
      note: `${mark.what}: ${mark.text}`,
    }))
}
