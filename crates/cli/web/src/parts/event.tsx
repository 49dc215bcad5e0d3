// One event laid open: its parties, status, day and place, the chain of speakers drawn, the rule and the confidence.
import { address } from '../lib/address'
import { plural, signed } from '../lib/scale'
import type { Claim, EventRecord } from '../lib/types'
import type { Line } from '../lib/wire'
import { Parties, Sides, Status, Type } from './claims'

/** The chain of speakers from the outlet inwards: each step says who says what of the next. */
export function Chain({ event, outlet }: { event: EventRecord; outlet: string | null }) {
  return (
    <ol class="chain" aria-label="On whose word">
      <li>
        <b>{outlet ?? 'the document'}</b> <span class="stance">tells</span>
      </li>
      {event.attribution.map((link, index) => (
        <li key={index}>
          <b>{link.speaker ? (link.speaker.name ?? link.speaker.text) : 'somebody who is not named'}</b>
          {link.speaker?.code && <span class="code">{[link.speaker.code, ...link.speaker.sector].join('.')}</span>}{' '}
          <span class={`stance ${link.stance}`}>{link.stance}</span>
          {link.cue && <q>{link.cue.text}</q>}
        </li>
      ))}
      <li class="told">
        <Type event={event} /> <Parties event={event} />
      </li>
    </ol>
  )
}

export function Confidence({ value }: { value: number }) {
  return (
    <span class="confidence" title="The share of events like this one that are right in everything, by measurement">
      <meter min={0} max={1} value={value} aria-label="Confidence">
        {value.toFixed(2)}
      </meter>{' '}
      {value.toFixed(2)}
    </span>
  )
}

export function EventFacts({ event, claim }: { event: EventRecord; claim?: Claim }) {
  const actor = (side: EventRecord['actor']) =>
    side.map((one, index) => (
      <div key={index}>
        {one.name ?? one.text}
        {one.code && <span class="code">{[one.code, ...one.sector].join('.')}</span>}
        {one.office && <small>{one.office}</small>}
      </div>
    ))
  const place = event.event_loc
  const codes = [...new Set([...event.actor, ...event.recipient].map((one) => one.code).filter(Boolean))]
  return (
    <dl class="facts">
      <dt>Type</dt>
      <dd>
        <Type event={event} /> <span class="dim">{event.context.join(', ')}</span>
      </dd>
      <dt>Actor</dt>
      <dd>{event.actor.length ? actor(event.actor) : <span class="dim">not told</span>}</dd>
      {event.recipient.length > 0 && (
        <>
          <dt>Recipient</dt>
          <dd>{actor(event.recipient)}</dd>
        </>
      )}
      <dt>Status</dt>
      <dd>
        <Status status={event.status} />
        {event.condition && <q>{event.condition.text}</q>}
      </dd>
      {event.date && (
        <>
          <dt>When</dt>
          <dd>
            {event.date}
            {event.date_text && <q>{event.date_text.text}</q>}
          </dd>
        </>
      )}
      {place && (
        <>
          <dt>Where</dt>
          <dd>
            {place.name} <span class="code">{place.country}</span>
          </dd>
        </>
      )}
      {event.quantities.length > 0 && (
        <>
          <dt>Numbers</dt>
          <dd>{event.quantities.map((one) => `${one.kind} ${one.value}${one.unit ? ` ${one.unit}` : ''}`).join('; ')}</dd>
        </>
      )}
      {event.goods.length > 0 && (
        <>
          <dt>Goods</dt>
          <dd>{event.goods.map((one) => `${one.text} (${one.class})`).join('; ')}</dd>
        </>
      )}
      <dt>Codes</dt>
      <dd>
        scale {signed(event.event_scale)}
        {event.cameo && `, CAMEO ${event.cameo}`}
        {event.goldstein !== null && `, Goldstein ${signed(event.goldstein)}`}
      </dd>
      <dt>Rule</dt>
      <dd>
        <code>{event.rule}</code>
      </dd>
      <dt>Confidence</dt>
      <dd>
        <Confidence value={event.confidence} />
      </dd>
      {claim?.case && (
        <>
          <dt>Case</dt>
          <dd>
            <a href={address('case', [], { id: claim.case.id })}>
              {plural(claim.case.claims, 'report')} from {plural(claim.case.origins, 'origin')}
            </a>
          </dd>
        </>
      )}
      {codes.length >= 2 && (
        <>
          <dt>Pair</dt>
          <dd>
            <a href={address('pair', codes.slice(0, 2))}>{codes.slice(0, 2).join(' and ')}</a>
          </dd>
        </>
      )}
    </dl>
  )
}

/** An event as a line that can be chosen. */
export function EventLine({ line, chosen, onChoice }: { line: Line; chosen: boolean; onChoice: (id: string) => void }) {
  return (
    <button type="button" class="eventline" aria-pressed={chosen} onClick={() => onChoice(line.id)}>
      <Type event={line} /> <Sides from={line.from} to={line.to} />
      {line.status !== 'actual' && <Status status={line.status} />}
      {line.said && <span class="said">{line.said}</span>}
    </button>
  )
}
