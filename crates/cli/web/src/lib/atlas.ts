// The outlines of states, in an equal-area projection (Equal Earth), as paths for SVG. Loaded once, when a map is first shown.
import { geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import worldUrl from '../generated/world.json?url'

export const WIDTH = 960
export const HEIGHT = 452

export interface Outline {
  code: string
  path: string
  /** Where its middle is on the map. */
  x: number
  y: number
  /** Too small to be seen or hit: drawn as a circle besides. */
  small: boolean
}
export interface Atlas {
  outlines: Outline[]
  borders: string
  place(lon: number, lat: number): [number, number] | null
}

/** Outlines of less than so many square units of the map are small. */
const SMALL = 9

let loaded: Promise<Atlas> | null = null

export function atlas(): Promise<Atlas> {
  loaded ??= fetch(worldUrl).then(async (response) => made((await response.json()) as Topology))
  loaded.catch(() => (loaded = null))
  return loaded
}

function made(topology: Topology): Atlas {
  const states = topology.objects['states'] as GeometryCollection
  const all = feature(topology, states) as unknown as FeatureCollection<Geometry>
  const projection: GeoProjection = geoEqualEarth()
    .rotate([-11, 0])
    .fitExtent(
      [
        [2, 2],
        [WIDTH - 2, HEIGHT - 2],
      ],
      all,
    )
  projection.precision(0.4)
  const path = geoPath(projection).digits(1)
  const outlines = all.features.map((one: Feature<Geometry>): Outline => {
    const [x, y] = path.centroid(one)
    return { code: String(one.id ?? ''), path: path(one) ?? '', x, y, small: path.area(one) < SMALL }
  })
  const borders = path(mesh(topology, states, (a, b) => a !== b)) ?? ''
  return { outlines, borders, place: (lon, lat) => projection([lon, lat]) }
}

/** A bowed line between two places, so that arcs of near states are seen too. */
export function bow([ax, ay]: [number, number], [bx, by]: [number, number]): string {
  const far = Math.hypot(bx - ax, by - ay)
  const lift = Math.min(70, 8 + far * 0.22)
  const one = (value: number) => value.toFixed(1)
  return `M${one(ax)} ${one(ay)}Q${one((ax + bx) / 2)} ${one((ay + by) / 2 - lift)} ${one(bx)} ${one(by)}`
}
