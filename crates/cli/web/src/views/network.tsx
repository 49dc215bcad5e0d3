// Network: who is allied with, sanctions, arms and fights whom on a day; one layer at a time or together. The list beside
// the drawing says the same in words, and leads to each proof.
import { useMemo } from 'preact/hooks'
import { address, changed, joined, narrowOf, type Address } from '../lib/address'
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
  { name: 'arms', words: 'arms', meaning: 'gave or sold it arms within a year, as told', verb: 'arms' },
  { name: 'conflict', words: 'fights', meaning: 'is at war with it, or fought it within a year, as told', verb: 'fights' },
]

export function NetworkView({ place, status }: { place: Address; status: Status | null }) {
  const chosen = place.query.getAll('layer')
  const layers = chosen.length ? chosen : LAYERS.map((layer) => layer.name)
  const last = status?.last ?? today()
  const on = place.query.get('on') ?? last
  const known = place.query.get('known') ?? ''
  const state = place.query.get('state') ?? ''
  const given = place.query.get('origins')
  const eyes = joined(changed(new URLSearchParams(), { on, known }), narrowOf(place.query))
  const asked = changed(eyes, { layer: chosen, origins: given ?? String(LEAST) })
  const whole = useData<Network>(status ? url(['network'], asked) : null)
  const origins = given ?? String(readable(whole.value?.links ?? []))
  const network = { ...whole, value: useMemo(() => whole.value && told(whole.value, Number(origins)), [whole.value, origins]) }
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
        <Threshold value={origins} />
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
              <NetworkDrawing network={net} state={state} name={named(net, name)} />
            ) : (
              <Nothing>No tie of these kinds on this day.</Nothing>
            )
          }
        </Shown>
        <aside>
          <Complete label="State" value={state ? name(state) : ''} find={actors} onChoice={(code) => set({ state: code })} />
          {network.value && <Links network={network.value} state={state} eyes={eyes} name={named(network.value, name)} />}
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
  eyes,
  name,
}: {
  network: Network
  state: string
  eyes: URLSearchParams
  name: (code: string) => string
}) {
  const own = state ? network.links.filter((link) => link.a === state || link.b === state) : network.links
  return (
    <section class="links" aria-label="Ties">
      {LAYERS.map((layer) => {
        const links = own.filter((link) => link.layer === layer.name)
        if (links.length === 0) return null
        return (
          <details key={layer.name} class="group" open={Boolean(state) || links.length <= 40}>
            <summary>
              <h3>{layer.words}</h3> <span class="number">{links.length}</span>
            </summary>
            <ul>
              {links.slice(0, WRITTEN).map((link, index) => (
                <Tie key={link.id + index} link={link} verb={layer.verb} eyes={eyes} name={name} />
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
  eyes,
  name,
}: {
  link: NetworkLink
  verb: string
  eyes: URLSearchParams
  name: (code: string) => string
}) {
  return (
    <li>
      <a href={address('pair', [link.a, link.b], eyes)}>
        {name(link.a)} {verb} {name(link.b)}
      </a>{' '}
      <span class="dim">{link.words}</span> {link.status !== TOLD && <State status={link.status} />}{' '}
      {link.claims > 0 && (
        <span class="dim">
          told by {plural(link.claims, 'claim')} from {plural(link.origins, 'origin')}
        </span>
      )}{' '}
      {link.id && (
        <a class="quietlink" href={address('why', [], joined(new URLSearchParams({ id: link.id }), eyes))}>
          why
        </a>
      )}
    </li>
  )
}

/** The status of a tie that claims alone tell. */
const TOLD = 'told'

/** Names of states, and of organisations as the network has them. */
function named(network: Network, name: (code: string) => string): (code: string) => string {
  const own = new Map(network.nodes.map((node) => [node.code, node.name]))
  return (code) => own.get(code) ?? name(code)
}

/** One report makes no war: so many outlets and speakers must tell what no law or list of wars says. */
const LEAST = 2
const STEPS = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200]
/** Of more ties that claims alone tell no drawing can be read. */
const MOST = 150

/** From how many origins on the network can be read, where the reader has not chosen. */
function readable(links: NetworkLink[]): number {
  const told = links.filter((link) => link.status === TOLD)
  const few = (least: number) => least >= LEAST && told.filter((link) => link.origins >= least).length <= MOST
  return STEPS.find(few) ?? STEPS[STEPS.length - 1] ?? LEAST
}

/** The network without what fewer origins tell. */
function told(network: Network, least: number): Network {
  const links = network.links.filter((link) => link.status !== TOLD || link.origins >= least)
  const ends = new Set(links.flatMap((link) => [link.a, link.b]))
  return { ...network, links, nodes: network.nodes.filter((node) => ends.has(node.code)) }
}

function Threshold({ value }: { value: string }) {
  return (
    <label class="confidence" title="Arms and fighting that only claims tell: from how many outlets and speakers, reprints aside">
      Told by at least
      <select value={value} onChange={(event) => set({ origins: event.currentTarget.value })}>
        {STEPS.map((one) => (
          <option key={one} value={String(one)}>
            {plural(one, 'origin')}
          </option>
        ))}
      </select>
    </label>
  )
}
