// The drawing of a network. States stand near those to whom they are tied; lines differ in colour and in stroke, and those
// with a direction have an arrow. A state that is pointed at or chosen brings out its own ties.
import { useMemo, useRef, useState } from 'preact/hooks'
import { geoEqualEarth } from 'd3-geo'
import { layout } from '../lib/layout'
import { go, set } from '../lib/place'
import { address } from '../lib/address'
import { plural } from '../lib/scale'
import type { Network, NetworkLink } from '../lib/types'
import { useSight } from './sight'

const WIDTH = 900
const HEIGHT = 600
/** A network of more states is drawn smaller and fainter. */
const DENSE = 60
const DIRECTED = ['sanction', 'arms']

export function NetworkDrawing({ network, state, name }: { network: Network; state: string; name: (code: string) => string }) {
  const [over, setOver] = useState('')
  const box = useRef<SVGSVGElement>(null)
  const sight = useSight(box, WIDTH, HEIGHT)
  const spots = useMemo(() => placed(network), [network])
  const focus = over || state
  const near = new Set(network.links.flatMap((link) => (link.a === focus || link.b === focus ? [link.a, link.b] : [])))
  const degree = new Map<string, number>()
  for (const link of network.links) for (const code of [link.a, link.b]) degree.set(code, (degree.get(code) ?? 0) + 1)
  const seen = new Map<string, number>()
  const { k } = sight.at
  return (
    <figure class={['net', focus && 'focused', network.nodes.length > DENSE && 'dense'].filter(Boolean).join(' ')}>
      <svg
        ref={box}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="application"
        tabindex={0}
        aria-label="Drawing of the network; the list beside it says the same."
        {...sight.handlers}
      >
        <defs>
          {DIRECTED.map((layer) => (
            <marker
              key={layer}
              id={`tip-${layer}`}
              class={layer}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
              markerUnits="userSpaceOnUse"
            >
              <path d="M0 0L8 4L0 8Z" />
            </marker>
          ))}
        </defs>
        <g transform={`translate(${sight.at.x} ${sight.at.y}) scale(${k})`}>
          <g class="ties">
            {network.links.map((link, index) => {
              const from = spots.get(link.a)
              const to = spots.get(link.b)
              if (!from || !to) return null
              const both = [link.a, link.b].sort().join()
              const turn = seen.get(both) ?? 0
              seen.set(both, turn + 1)
              const own = link.a === focus || link.b === focus
              return (
                <path
                  key={index}
                  d={curve(from, to, turn)}
                  class={`tie ${link.layer}${link.status === 'told' ? ' told' : ''}${own ? ' own' : ''}`}
                  style={link.status === 'told' ? { strokeWidth: strength(link) } : undefined}
                  marker-end={DIRECTED.includes(link.layer) ? `url(#tip-${link.layer})` : undefined}
                  onClick={() => {
                    if (!sight.moved()) go(address('pair', [link.a, link.b]))
                  }}
                >
                  <title>{`${name(link.a)} – ${name(link.b)}: ${told(link)}`}</title>
                </path>
              )
            })}
          </g>
          <g class="nodes">
            {network.nodes.map((node) => {
              const spot = spots.get(node.code)
              if (!spot) return null
              const size = network.nodes.length > DENSE ? 3.2 : 3 + Math.min(7, Math.sqrt(degree.get(node.code) ?? 1))
              return (
                <g
                  key={node.code}
                  data-code={node.code}
                  class={node.code === state ? 'node chosen' : near.has(node.code) ? 'node near' : 'node'}
                  transform={`translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)}) scale(${(1 / Math.sqrt(k)).toFixed(3)})`}
                  onPointerEnter={() => setOver(node.code)}
                  onPointerLeave={() => setOver('')}
                  onClick={() => {
                    if (!sight.moved()) set({ state: node.code === state ? null : node.code })
                  }}
                >
                  <circle r={size} />
                  <text y={-size - 2.5}>{node.code}</text>
                  <title>{node.name}</title>
                </g>
              )
            })}
          </g>
        </g>
      </svg>
      <div class="zoom">
        <button type="button" aria-label="Larger" onClick={() => sight.zoom(1.6)}>
          +
        </button>
        <button type="button" aria-label="Smaller" onClick={() => sight.zoom(1 / 1.6)}>
          −
        </button>
      </div>
    </figure>
  )
}

/** A tie that claims alone tell is the stronger the more origins tell it. */
const strength = (link: NetworkLink) => `${(1.2 + 0.9 * Math.log2(1 + link.origins)).toFixed(1)}px`

const told = (link: NetworkLink) =>
  [link.words, link.status, link.claims > 0 && `${plural(link.claims, 'claim')} from ${plural(link.origins, 'origin')}`]
    .filter(Boolean)
    .join(', ')

function placed(network: Network): Map<string, { x: number; y: number }> {
  const projection = geoEqualEarth().fitExtent(
    [
      [40, 40],
      [WIDTH - 40, HEIGHT - 40],
    ],
    { type: 'Sphere' },
  )
  const nodes = [...network.nodes].sort((a, b) => (a.code < b.code ? -1 : 1))
  const index = new Map(nodes.map((node, at) => [node.code, at]))
  const start = nodes.map((node) => {
    const spot = node.lat === null || node.lon === null ? null : projection([node.lon, node.lat])
    return spot ? { x: spot[0], y: spot[1] } : { x: WIDTH / 2, y: HEIGHT / 2 }
  })
  const ties = network.links.flatMap((link): [number, number][] => {
    const [a, b] = [index.get(link.a), index.get(link.b)]
    return a === undefined || b === undefined ? [] : [[a, b]]
  })
  const spots = layout(start, ties, WIDTH - 60, HEIGHT - 60)
  return new Map(nodes.map((node, at) => [node.code, { x: (spots[at]?.x ?? 0) + 30, y: (spots[at]?.y ?? 0) + 34 }]))
}

/** A line that bends more for each further tie of the same two, and ends before the circle. */
function curve(from: { x: number; y: number }, to: { x: number; y: number }, turn: number): string {
  const [x, y] = [to.x - from.x, to.y - from.y]
  const far = Math.hypot(x, y) || 1
  const bend = (turn % 2 ? -1 : 1) * (turn === 0 ? 0 : 8 + 6 * turn)
  const [mx, my] = [(from.x + to.x) / 2 - (y / far) * bend * 2, (from.y + to.y) / 2 + (x / far) * bend * 2]
  const end = Math.max(0, far - 8) / far
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${(from.x + x * end).toFixed(1)} ${(from.y + y * end).toFixed(1)}`
}
