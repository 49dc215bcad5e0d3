// Claims as dense lines: day, what, who to whom, status, on whose word, and the sentence, which leads to the evidence.
import { address } from '../lib/address'
import { span } from '../lib/days'
import { step } from '../lib/scale'
import { side, said } from '../lib/words'
import type { Claim, EventRecord } from '../lib/types'

export const evidence = (claim: { id: string; document: string }) =>
  address('evidence', [], { document: claim.document, claim: claim.id })

/** The type, with its colour on the scale and its modes. */
export function Type({
  event,
}: {
  event: { event: string; mode?: string[]; event_scale?: number; scale?: number | undefined }
}) {
  const scale = event.event_scale ?? event.scale
  return (
    <span class="type">
      {scale !== undefined && <i class={`dot ${step(scale).name}`} title={step(scale).words} />}
      {event.event}
      {event.mode && event.mode.length > 0 && <small> {event.mode.join(' ')}</small>}
    </span>
  )
}

export function Status({ status }: { status: string }) {
  return <span class={`status ${status.replaceAll(/[^a-z]+/g, '-')}`}>{status}</span>
}

/** Who does it to whom. */
export function Parties({ event }: { event: EventRecord }) {
  return <Sides from={side(event.actor)} to={side(event.recipient)} />
}

export function Sides({ from, to }: { from: string; to: string }) {
  return (
    <span class="parties">
      {from || '—'}
      {to && (
        <>
          <span class="arrow" aria-label="to">
            {' '}
            →{' '}
          </span>
          {to}
        </>
      )}
    </span>
  )
}

export function ClaimList({ claims, label }: { claims: Claim[]; label: string }) {
  return (
    <ol class="claims" aria-label={label}>
      {claims.map((claim) => (
        <li key={claim.id}>
          <a href={evidence(claim)}>
            <span class="head">
              <time>{span(claim.first_day, claim.last_day)}</time>
              <Type event={claim} />
              <Parties event={claim} />
              {claim.status !== 'actual' && <Status status={claim.status} />}
              <span class="said">{said(claim)}</span>
              <span class="source">
                {claim.publisher}
                {claim.known !== claim.first_day && ` ${claim.known}`}
              </span>
            </span>
            <span class="sentence">{claim.sentence}</span>
          </a>
        </li>
      ))}
    </ol>
  )
}
