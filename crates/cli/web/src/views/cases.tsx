// Cases: happenings, each with all its reports. A case counts its independent origins and shows rival values side by side.
import { address, changed, FIELDS, filterOf, joined, type Address } from '../lib/address'
import { url } from '../lib/api'
import { useData } from '../lib/data'
import { span } from '../lib/days'
import { set } from '../lib/place'
import { plural } from '../lib/scale'
import type { CaseFull, CaseLine, Claim, Value } from '../lib/types'
import { claimOf, origins } from '../lib/wire'
import { side } from '../lib/words'
import { useTitle } from '../lib/title'
import { ClaimList } from '../parts/claims'
import { actors, Complete } from '../parts/complete'
import { Pages } from '../parts/more'
import { FILTERED, Nothing, Shown } from '../parts/notice'

export function CasesView({ place }: { place: Address }) {
  const party = place.query.get('party') ?? ''
  useTitle('Cases')
  const query = changed(filterOf(place.query), { party, limit: '50' })
  return (
    <>
      <h1>
        Cases <span class="dim">happenings, with all that is reported of them</span>
      </h1>
      <div class="controls">
        <Complete label="Party" value={party} find={actors} onChoice={(code) => set({ party: code })} />
      </div>
      <Pages<CaseLine> where={url(['cases'], query)} none="No happening of this kind.">
        {(cases) => <CaseTable cases={cases} filter={filterOf(place.query)} />}
      </Pages>
    </>
  )
}

function CaseTable({ cases, filter }: { cases: CaseLine[]; filter: URLSearchParams }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Cases">
      <table class="answer cases">
        <thead>
          <tr>
            {['days', 'event', 'actor', 'recipient', 'where', 'claims', 'origins', 'values', 'denied by'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={one.id}>
              <td data-column="days">
                <a href={address('case', [], joined(new URLSearchParams({ id: one.id }), filter))}>{span(one.first_day, one.last_day)}</a>
              </td>
              <td data-column="event">{one.event}</td>
              <td data-column="actor">{one.actor.join(' + ')}</td>
              <td data-column="recipient">{one.recipient.join(' + ')}</td>
              <td data-column="where">{one.place.join(', ')}</td>
              <td data-column="claims" class="n">
                {one.claims.length}
              </td>
              <td data-column="origins" class="n">
                {one.origins}
              </td>
              <td data-column="values">{one.values.map((value) => figure(value)).join(' / ')}</td>
              <td data-column="denied by">{one.denied_by.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const figure = (value: Value) => `${value.kind} ${value.value}${value.unit ? ` ${value.unit}` : ''}`

export function CaseView({ place }: { place: Address }) {
  const id = place.query.get('id') ?? ''
  const filter = filterOf(place.query, FIELDS.case)
  const data = useData<CaseFull>(id ? url(['cases', id], filter) : null)
  if (!id) return <Nothing>No case is named. The list of cases leads to each.</Nothing>
  if (data.problem?.status === 404 && filter.size > 0) return <Nothing>{FILTERED}</Nothing>
  return <Shown data={data}>{(one) => <Case one={one} />}</Shown>
}

function Case({ one }: { one: CaseFull }) {
  const parties = [...new Set([...one.actor, ...one.recipient])]
  useTitle(`${one.event} ${[...one.actor, ...one.recipient].join(' ')} ${one.first_day}`)
  const [from, to] = [one.actor.join(' + '), one.recipient.join(' + ')]
  return (
    <>
      <h1>
        {one.event} <span>{from === to || !to ? from : `${from || '—'} → ${to}`}</span>{' '}
        <span class="dim">{span(one.first_day, one.last_day)}</span>
      </h1>
      <p class="summary">
        {plural(one.claims.length, 'claim')} from {plural(one.origins, 'independent origin')}
        {one.place.length > 0 && <>; {one.place.join(', ')}</>}
        {one.denied_by.length > 0 && (
          <>
            ; <b class="denial">denied by {one.denied_by.join(', ')}</b>
          </>
        )}
        {parties.length >= 2 && (
          <>
            {' '}
            · <a href={address('pair', parties.slice(0, 2))}>{parties.slice(0, 2).join(' and ')}</a>
          </>
        )}
      </p>
      {one.values.length > 0 && <Values values={one.values} />}
      <Versions claims={one.reports.map(claimOf)} />
      <h2>Reports by origin</h2>
      <p class="dim">
        Reprints, all that one outlet says itself, and all that rests on the word of one speaker count as one origin.
      </p>
      {origins(one).map((origin) => (
        <section key={`${origin.word} ${origin.by}`} class="origin">
          <h3>
            <span class="dim">{origin.word ? 'on the word of' : 'told by'}</span> {origin.by}{' '}
            <span class="number">{origin.claims.length}</span>
          </h3>
          <ClaimList claims={origin.claims} label={`Reports from ${origin.by}`} />
        </section>
      ))}
    </>
  )
}

/** The values of each kind beside one another, each with those who say it. */
function Values({ values }: { values: Value[] }) {
  const kinds = [...new Set(values.map((value) => value.kind))]
  return (
    <section aria-label="Values side by side">
      <h2>Values side by side</h2>
      <div class="rivals">
        {kinds.map((kind) => {
          const own = values.filter((value) => value.kind === kind).sort((a, b) => a.value - b.value)
          const rival = new Set(own.map((value) => value.value)).size > 1
          return (
            <div key={kind} class={rival ? 'rival differing' : 'rival'}>
              <h3>{kind}</h3>
              <ul>
                {own.map((value, index) => (
                  <li key={index}>
                    <b>{value.value}</b>
                    {value.unit && ` ${value.unit}`} <span class="dim">{value.said_by.join(', ')}</span>
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
      </div>
    </section>
  )
}

/** Where the reports differ in who, whom, when or where: the versions beside one another. */
function Versions({ claims }: { claims: Claim[] }) {
  const rows: [string, (claim: Claim) => string][] = [
    ['actor', (claim) => side(claim.actor)],
    ['recipient', (claim) => side(claim.recipient)],
    ['day', (claim) => span(claim.first_day, claim.last_day)],
    ['place', (claim) => claim.event_loc?.name ?? ''],
    ['status', (claim) => claim.status],
  ]
  const differing = rows
    .map(([name, value]) => ({ name, values: counted(claims.map(value).filter(Boolean)) }))
    .filter((row) => row.values.length > 1)
  if (differing.length === 0) return null
  return (
    <section aria-label="Where the reports differ">
      <h2>Where the reports differ</h2>
      <dl class="facts">
        {differing.map((row) => (
          <div key={row.name}>
            <dt>{row.name}</dt>
            <dd>
              {row.values.map(([value, count]) => (
                <span key={value} class="version">
                  {value} <span class="number">{count}</span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function counted(values: string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}
