// Events in short words: their parties and on whose word they rest.
import type { EventRecord } from './types'

/** The parties of an event in short: codes where there are some, else the words. */
export function side(actors: EventRecord['actor']): string {
  const names = actors.map((actor) => actor.code || actor.name || actor.text)
  return [...new Set(names)].join(' + ')
}

/** Who says it. */
export function said(event: EventRecord): string {
  return event.attribution
    .map((link) => `${link.speaker ? (link.speaker.name ?? link.speaker.text) : 'unnamed'} ${link.stance}`)
    .join(' › ')
}

/** The document of a claim, by its name. */
export function documentOf(claim: string): string {
  return claim.replace(/[#!]\d+$/, '')
}
