// Network: who is allied with, sanctions, arms and fights whom on a day; one layer at a time or together. The list beside
// the drawing says the same in words, and leads to each proof.
import { address, changed, type Address } from '../lib/address'
import { url } from '../lib/api'
import { useData } from '../lib/data'
import { today } from '../lib/days'
import { useStates } from '../lib/names'
import { set } from '../lib/place'
import { plural } from '../lib/scale'
import type { Network, NetworkLink, Status } from '../lib/types'
import { useTitle } from '../lib/title'
import { DaySlider } from '../parts/day'
import { actors, Complete } from '../parts/complete'
import { Status as State } from '../parts/claims'
import { NetworkDrawing } from '../parts/net'
import { Nothing, Shown } from '../parts/notice'

export const LAYERS = [
  { name: 'alliance', words: 'allied', meaning: 'bound by treaty to defend the other', verb: 'is allied with' },
  { name: 'sanction', words: 'sanctions', meaning: 'has measures in force against the other', verb: 'sanctions' },
  { name: 'arms', words: 'arms', meaning: 'has given or sold arms to the other', verb: 'arms' },
  { name: 'conflict', words: 'fights', meaning: 'is in an armed conflict with the other', verb: 'fights' },
]

export function NetworkView({ place, status }: { place: Address; status: Status | null }) {
  const chosen = place.query.getAll('layer')
  const layers = chosen.length ? chosen : LAYERS.map((layer) => layer.name)
  const last = status?.last ?? today()
  const on = place.query.get('on') ?? last
  const known = place.query.get('known') ?? ''
  const state = place.query.get('state') ?? ''
  const asked = changed(new URLSearchParams(), { on, known, layer: chosen })
  const network = useData<Network>(status ? url(['network'], asked) : null)
  const { name } = useStates()
  useTitle(`Network on ${on}`)
  const turn = (one: string) => {
    const next = layers.includes(one) ? layers.filter((other) => other !== one) : [...layers, one]
    set({ layer: next.length === LAYERS.length || next.length === 0 ? null : next })
  }
  return (
    <>
      <h1>
        Network{' '}
        <span class="dim">
          on {on}
          {known && `, as known by ${known}`}
        </span>
      </h1>
      <div class="controls">
        <fieldset class="layers">
          <legend class="unseen">Layers</legend>
          {LAYERS.map((layer) => (
            <label key={layer.name} title={layer.meaning}>
              <input type="checkbox" checked={layers.includes(layer.name)} onChange={() => turn(layer.name)} />
              <svg class="key" viewBox="0 0 34 10" aria-hidden="true">
                <path class={`tie ${layer.name}`} d="M1 5H33" />
              </svg>
              <b>{layer.words}</b> <span class="dim">{layer.meaning}</span>
            </label>
          ))}
        </fieldset>
        <DaySlider
          label="On"
          hint="The day that is asked about"
          first={status?.first ?? on}
          last={last}
          value={on}
          onDay={(day) => set({ on: day }, true)}
        />
        <DaySlider
          label="Known by"
          hint="Only what was published by this day"
          first={status?.first ?? on}
          last={last}
          value={known}
          none="all that is known"
          onDay={(day) => set({ known: day }, true)}
        />
      </div>
      <div class="split wide">
        <Shown data={network}>
          {(net) =>
            net.links.length ? (
              <NetworkDrawing network={net} state={state} name={name} />
            ) : (
              <Nothing>No tie of these kinds on this day.</Nothing>
            )
          }
        </Shown>
        <aside>
          <Complete label="State" value={state ? name(state) : ''} find={actors} onChoice={(code) => set({ state: code })} />
          {network.value && <Links network={network.value} state={state} asked={asked} name={name} />}
        </aside>
      </div>
    </>
  )
}

/** So many links are written out; the drawing shows all. */
const WRITTEN = 60

function Links({
  network,
  state,
  asked,
  name,
}: {
  network: Network
  state: string
  asked: URLSearchParams
  name: (code: string) => string
}) {
  const own = state ? network.links.filter((link) => link.a === state || link.b === state) : network.links
  return (
    <section class="links" aria-label="Ties">
      {LAYERS.map((layer) => {
        const links = own.filter((link) => link.layer === layer.name)
        if (links.length === 0) return null
        return (
          <details key={layer.name} class="group" open={Boolean(state) || links.length <= 30}>
            <summary>
              <h3>{layer.words}</h3> <span class="number">{links.length}</span>
            </summary>
            <ul>
              {links.slice(0, WRITTEN).map((link, index) => (
                <Tie key={link.id + index} link={link} verb={layer.verb} asked={asked} name={name} />
              ))}
            </ul>
            {links.length > WRITTEN && (
              <p class="dim">and {plural(links.length - WRITTEN, 'other')}; choose a state to see its own.</p>
            )}
          </details>
        )
      })}
    </section>
  )
}

function Tie({
  link,
  verb,
  asked,
  name,
}: {
  link: NetworkLink
  verb: string
  asked: URLSearchParams
  name: (code: string) => string
}) {
  const known = asked.get('known')
  const on = asked.get('on')
  return (
    <li>
      <a href={address('pair', [link.a, link.b], { on, known })}>
        {name(link.a)} {verb} {name(link.b)}
      </a>{' '}
      <span class="dim">{link.words}</span> <State status={link.status} />{' '}
      {link.id && (
        <a class="quietlink" href={address('why', [], { id: link.id, on, known })}>
          why
        </a>
      )}
    </li>
  )
}
