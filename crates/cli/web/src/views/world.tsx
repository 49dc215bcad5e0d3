// World: who stands how with whom in a span. A map, and beside it the same in tables; where a state is chosen, the others
// have the colour of what they did with it, and its pairs and what was last told of it are shown.
import { address, changed, filterOf, type Address } from '../lib/address'
import { url } from '../lib/api'
import { useData } from '../lib/data'
import { shifted } from '../lib/days'
import { useStates } from '../lib/names'
import { set } from '../lib/place'
import { count, plural, signed, step } from '../lib/scale'
import { claimsOf } from '../lib/wire'
import type { Claim, ClaimAnswer, PairCount, StateCount, Status, World } from '../lib/types'
import { useTitle } from '../lib/title'
import { actors, Complete } from '../parts/complete'
import { ClaimList } from '../parts/claims'
import { WorldMap } from '../parts/map'
import { Pages } from '../parts/more'
import { Nothing, Shown } from '../parts/notice'

export function WorldView({ place, status }: { place: Address; status: Status | null }) {
  const filter = filterOf(place.query)
  const state = place.query.get('state') ?? ''
  const world = useData<World>(url(['world'], filter))
  const own = useData<World>(state ? url(['world'], changed(filter, { party: state })) : null)
  const states = useStates()
  const { name } = states
  useTitle(state ? name(state) : 'World')
  return (
    <>
      <h1 class="unseen">World</h1>
      <div class="split wide">
        <div>
          <Spans query={place.query} status={status} />
          <Shown data={world}>
            {(all) => <WorldMap world={(state && own.value) || all} state={state} query={place.query} states={states} />}
          </Shown>
          <Last filter={state ? changed(filter, { party: state }) : filter} of={state ? name(state) : ''} />
        </div>
        <aside>
          <Complete
            label="State"
            value={state ? name(state) : ''}
            find={actors}
            onChoice={(chosen) => set({ state: chosen })}
          />
          {state && own.value && <State code={state} world={own.value} filter={filter} name={name} />}
          {!state && world.value && <Everybody world={world.value} filter={filter} name={name} />}
        </aside>
      </div>
    </>
  )
}

function Last({ filter, of }: { filter: URLSearchParams; of: string }) {
  return (
    <section class="last" aria-label="Last told">
      <h2>Last told{of && <span class="dim"> of {of}</span>}</h2>
      <Pages<Claim, ClaimAnswer>
        where={url(['claims'], changed(filter, { limit: '12' }))}
        convert={claimsOf}
        none="Nothing is told."
      >
        {(claims) => <ClaimList claims={claims} label="Last told" />}
      </Pages>
    </section>
  )
}

function Spans({ query, status }: { query: URLSearchParams; status: Status | null }) {
  const last = status?.last
  if (!last || !status.first) return null
  const spans = [
    ['30 days', shifted(last, -29)],
    ['1 year', shifted(last, -364)],
    ['5 years', shifted(last, -1825)],
    ['all', ''],
  ] as const
  const from = query.get('from') ?? ''
  const to = query.get('to') ?? ''
  return (
    <p class="spans">
      <span class="choice" role="group" aria-label="Span">
        {spans.map(([words, first]) => (
          <button
            key={words}
            type="button"
            aria-pressed={from === first && to === ''}
            onClick={() => set({ from: first, to: null })}
          >
            {words}
          </button>
        ))}
      </span>
      <span class="dim">
        {from || status.first} to {to || last}
      </span>
    </p>
  )
}

function Everybody({ world, filter, name }: { world: World; filter: URLSearchParams; name: (code: string) => string }) {
  if (world.states.length === 0) return <Nothing>No event in this span.</Nothing>
  return (
    <>
      <PairTable pairs={world.pairs} filter={filter} name={name} caption="Strongest pairs" />
      <StateTable states={world.states} name={name} />
    </>
  )
}

function State({
  code,
  world,
  filter,
  name,
}: {
  code: string
  world: World
  filter: URLSearchParams
  name: (code: string) => string
}) {
  const own = world.states.find((one) => one.code === code)
  const pairs = world.pairs.filter((pair) => pair.a === code || pair.b === code)
  return (
    <section aria-label={name(code)}>
      <h2>
        {name(code)} <span class="code">{code}</span>
      </h2>
      {own ? (
        <p>
          <i class={`dot ${step(own.scale).name}`} /> {plural(own.events, 'event')}, mean scale {signed(own.scale)},{' '}
          {step(own.scale).words}
        </p>
      ) : (
        <p class="dim">No event in this span.</p>
      )}
      {pairs.length > 0 && <PairTable pairs={pairs} filter={filter} name={name} caption="With" of={code} />}
    </section>
  )
}

interface Paired {
  pairs: PairCount[]
  filter: URLSearchParams
  name: (code: string) => string
  caption: string
  of?: string
}

function PairTable({ pairs, filter, name, caption, of }: Paired) {
  return (
    <table class="counts pairs">
      <caption>{caption}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">pair</th>
          <th scope="col">events</th>
          <th scope="col">mean scale</th>
        </tr>
      </thead>
      <tbody>
        {pairs.slice(0, 15).map((pair) => {
          const [a, b] = of === pair.b ? [pair.b, pair.a] : [pair.a, pair.b]
          return (
            <tr key={a + b}>
              <td>
                <a href={address('pair', [a, b], filter)}>{of ? name(b) : `${name(a)} – ${name(b)}`}</a>
              </td>
              <td class="n">{count(pair.events)}</td>
              <td class="n">
                <i class={`dot ${step(pair.scale).name}`} />
                {signed(pair.scale)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function StateTable({ states, name }: { states: StateCount[]; name: (code: string) => string }) {
  const sorted = [...states].sort((a, b) => b.events - a.events)
  return (
    <table class="counts">
      <caption>Parties</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">party</th>
          <th scope="col">events</th>
          <th scope="col">mean scale</th>
        </tr>
      </thead>
      <tbody>
        {sorted.slice(0, 60).map((one) => (
          <tr key={one.code}>
            <td>
              <button type="button" class="link" onClick={() => set({ state: one.code })}>
                {name(one.code)}
              </button>
            </td>
            <td class="n">{count(one.events)}</td>
            <td class="n">
              <i class={`dot ${step(one.scale).name}`} />
              {signed(one.scale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
