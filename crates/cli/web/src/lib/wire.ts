// From the shapes of the API to those that the views read. Pure.
import { side, said } from './words'
import type { CaseFull, Claim, ClaimAnswer, EventRecord, Page, Told } from './types'

export function claimOf(answer: ClaimAnswer): Claim {
  return {
    ...answer.record,
    id: answer.id,
    document: answer.document.id,
    first_day: answer.day,
    last_day: answer.last_day,
    known: answer.document.known,
    publisher: answer.document.publisher,
    title: answer.document.title,
    sentence: answer.said.sentence,
    case: answer.case,
    repeats: answer.document.repeats ?? null,
  }
}

export const claimsOf = (page: Page<ClaimAnswer>): Page<Claim> => ({ items: page.items.map(claimOf), next: page.next })

/** An event in a line: as much as a list shows. */
export interface Line {
  id: string
  event: string
  mode: string[]
  scale?: number | undefined
  from: string
  to: string
  status: string
  said: string
}

export function lineOfRecord(event: EventRecord): Line {
  return {
    id: event.id,
    event: event.event,
    mode: event.mode,
    scale: event.event_scale,
    from: side(event.actor),
    to: side(event.recipient),
    status: event.status,
    said: said(event),
  }
}

export function lineOfTold(told: Told): Line {
  const links = told.speakers.map((link) => `${link.name ?? 'unnamed'} ${link.stance}`)
  return {
    id: told.id,
    event: told.event,
    mode: told.mode,
    scale: told.scale,
    from: told.actor.join(' + '),
    to: told.recipient.join(' + '),
    status: told.status,
    said: links.join(' › '),
  }
}

/** What of an event the filter looks at; its days and its outlet are those of its document. */
interface Filtered {
  event: string
  status: string
  confidence: number
}

function wanted(event: Filtered, speakers: string[], filter: URLSearchParams): boolean {
  const any = (name: string, own: string[]) => {
    const all = filter.getAll(name).map((one) => one.toLowerCase())
    return all.length === 0 || own.some((one) => all.includes(one.toLowerCase()))
  }
  return (
    any('type', [event.event]) &&
    any('status', [event.status]) &&
    any('speaker', speakers) &&
    event.confidence >= Number(filter.get('confidence') ?? 0)
  )
}

/** Whether a claim of a document is wanted by the filter. */
export const passes = (told: Told, filter: URLSearchParams): boolean =>
  wanted(
    told,
    told.speakers.flatMap((link) => [link.name ?? '', link.code]),
    filter,
  )

/** Whether an event of a text is. */
export const passesRecord = (event: EventRecord, filter: URLSearchParams): boolean =>
  wanted(
    event,
    event.attribution.flatMap(({ speaker }) => [speaker?.name ?? '', speaker?.code ?? '', speaker?.text ?? '']),
    filter,
  )

export interface Origin {
  by: string
  word: boolean
  claims: Claim[]
}

/**
 * The reports of a case by where they come from: those on one speaker's word together, the others by their outlet, and
 * reprints with what they repeat.
 */
export function origins(one: CaseFull): Origin[] {
  const claims = one.reports.map(claimOf)
  const outlet = new Map(claims.map((claim) => [claim.document, claim.publisher ?? claim.document]))
  const found = new Map<string, Origin>()
  for (const claim of claims) {
    const speaker = claim.attribution.find((link) => link.speaker)?.speaker
    const by = speaker ? (speaker.name ?? speaker.text) : (outlet.get(claim.repeats ?? '') ?? claim.publisher ?? claim.document)
    const key = `${speaker ? 'word' : 'outlet'} ${by}`
    const origin = found.get(key) ?? { by, word: Boolean(speaker), claims: [] }
    origin.claims.push(claim)
    found.set(key, origin)
  }
  return [...found.values()]
}
