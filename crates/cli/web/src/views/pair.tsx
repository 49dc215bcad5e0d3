// Pair: two side by side. The timeline of their events, the state of relations on a day as known by another, and what was
// told in the chosen span.
import { address, changed, filterOf, joined, narrowOf, type Address } from '../lib/address'
import { url } from '../lib/api'
import { filled, summed, unitFor } from '../lib/bins'
import { useData } from '../lib/data'
import { today } from '../lib/days'
import { useStates } from '../lib/names'
import { go, set } from '../lib/place'
import { plural, signed, step } from '../lib/scale'
import type { Answer, Claim, ClaimAnswer, PairBins, Status } from '../lib/types'
import { claimsOf } from '../lib/wire'
import { useTitle } from '../lib/title'
import { Chart } from '../parts/chart'
import { ClaimList } from '../parts/claims'
import { actors, Complete } from '../parts/complete'
import { DaySlider } from '../parts/day'
import { Pages } from '../parts/more'
import { Nothing, Shown } from '../parts/notice'
import { StateOfRelations } from '../parts/relations'

const UNITS = ['day', 'week', 'month']

export function PairView({ place, status }: { place: Address; status: Status | null }) {
  const [a = '', b = ''] = place.path
  const filter = filterOf(place.query)
  const choose = (one: string, other: string) => go(address('pair', [one || '-', other || '-'], filter))
  const plain = (code: string) => (code === '-' ? '' : code)
  return (
    <>
      <div class="pairhead">
        <Complete label="One" value={plain(a)} find={actors} onChoice={(chosen) => choose(chosen, b)} />
        <button type="button" class="quiet" aria-label="Change sides" title="Change sides" onClick={() => choose(b, a)}>
          ⇄
        </button>
        <Complete label="Other" value={plain(b)} find={actors} onChoice={(chosen) => choose(a, chosen)} />
      </div>
      {plain(a) && plain(b) ? (
        <Both key={`${a} ${b}`} a={a} b={b} place={place} status={status} />
      ) : (
        <>
          <h1 class="unseen">Pair</h1>
          <Nothing>Choose two states or organisations, or an arc on the map.</Nothing>
        </>
      )}
    </>
  )
}

function Both({ a, b, place, status }: { a: string; b: string; place: Address; status: Status | null }) {
  const { name } = useStates()
  useTitle(`${name(a)} and ${name(b)}`)
  const filter = filterOf(place.query)
  const from = place.query.get('from') ?? ''
  const to = place.query.get('to') ?? ''
  const first = status?.first ?? '2000-01-01'
  const last = status?.last ?? today()
  const unit = place.query.get('unit') ?? unitFor(from || first, to || last)
  const pair = useData<PairBins>(url(['pair', a, b], changed(filter, { unit })))
  const claims = changed(filter, { party: [a, b], limit: '30' })
  return (
    <>
      <Shown data={pair}>
        {(told) => {
          const sum = summed(told.bins)
          return (
            <>
              <h1>
                {name(told.a)} <span class="dim">and</span> {name(told.b)}
              </h1>
              <p class="summary">
                {plural(sum.events, 'event')}: {sum.cooperation} of cooperation, {sum.conflict} of conflict
                {sum.events > 0 && (
                  <>
                    ; mean scale <i class={`dot ${step(sum.scale).name}`} />
                    {signed(sum.scale)}
                  </>
                )}
                <span class="choice" role="group" aria-label="Unit of the timeline">
                  {UNITS.map((one) => (
                    <button key={one} type="button" aria-pressed={one === unit} onClick={() => set({ unit: one })}>
                      {one}
                    </button>
                  ))}
                </span>
                {(from || to) && (
                  <button type="button" class="quiet" onClick={() => set({ from: null, to: null, unit: null })}>
                    whole span
                  </button>
                )}
              </p>
              {told.bins.length > 0 ? (
                <Chart
                  bins={filled(told.bins, unit)}
                  unit={unit}
                  label={`Events of ${name(told.a)} and ${name(told.b)} by ${unit}`}
                  onSpan={(start, end) => set({ from: start, to: end, unit: null })}
                />
              ) : (
                <Nothing>No event of these two in this span.</Nothing>
              )}
            </>
          )
        }}
      </Shown>
      <div class="split">
        <Relations a={a} b={b} place={place} first={first} last={last} />
        <section aria-label="What was told">
          <h2>
            What was told
            {from || to ? (
              <span class="dim">
                {' '}
                {from || first} to {to || last}
              </span>
            ) : null}
          </h2>
          <Pages<Claim, ClaimAnswer> where={url(['claims'], claims)} convert={claimsOf} none="Nothing is told of these two.">
            {(items) => <ClaimList claims={items} label="What was told" />}
          </Pages>
        </section>
      </div>
    </>
  )
}

function Relations({ a, b, place, first, last }: { a: string; b: string; place: Address; first: string; last: string }) {
  const on = place.query.get('on') ?? last
  const known = place.query.get('known') ?? ''
  const asked = joined(changed(new URLSearchParams(), { party: [a, b], on, known }), narrowOf(place.query))
  const state = useData<Answer>(url(['ask', 'state'], asked))
  return (
    <section aria-label="State of relations">
      <h2>
        State of relations{' '}
        <span class="dim">
          on {on}
          {known && `, as known by ${known}`}
        </span>
      </h2>
      <DaySlider
        label="On"
        hint="The day that is asked about"
        first={first}
        last={last}
        value={on}
        onDay={(day) => set({ on: day }, true)}
      />
      <DaySlider
        label="Known by"
        hint="Only what was published by this day"
        first={first}
        last={last}
        value={known}
        none="all that is known"
        onDay={(day) => set({ known: day }, true)}
      />
      <Shown data={state}>{(answer) => <StateOfRelations answer={answer} asked={asked} />}</Shown>
    </section>
  )
}
