// Where the states of a network stand: they begin where they lie on the map, those that are tied draw near, and all keep
// apart. One of many ties pulls less by each, so that a large alliance does not become a knot. The same network is always laid
// out alike; no chance is used.

export interface Spot {
  x: number
  y: number
}

export function layout(start: Spot[], ties: [number, number][], width: number, height: number, rounds = 220): Spot[] {
  const spots = start.map((spot, index) => ({ x: spot.x + (index % 7) * 0.01, y: spot.y + (index % 5) * 0.01 }))
  const count = spots.length
  if (count === 0) return []
  const room = Math.sqrt((width * height) / count)
  const apart = room * 0.8
  const degree = new Array<number>(count).fill(0)
  for (const [a, b] of ties) {
    degree[a] = (degree[a] ?? 0) + 1
    degree[b] = (degree[b] ?? 0) + 1
  }
  for (let round = 0; round < rounds; round++) {
    const heat = room * 0.25 * (1 - round / rounds)
    const moves = spots.map((spot) => ({ x: (width / 2 - spot.x) * 0.012, y: (height / 2 - spot.y) * 0.025 }))
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) push(spots, moves, a, b, apart)
    }
    for (const [a, b] of ties) pull(spots, moves, a, b, room * Math.sqrt(Math.max(degree[a] ?? 1, degree[b] ?? 1)))
    moves.forEach((move, index) => {
      const spot = spots[index]
      if (!spot) return
      const length = Math.hypot(move.x, move.y) || 1
      const by = Math.min(length, heat)
      spot.x += (move.x / length) * by
      spot.y += (move.y / length) * by
    })
  }
  return fitted(spots, width, height)
}

/** A small network is drawn no larger than so. */
const LARGEST = 1.3

/** The same drawn into the frame: held in it while they move, many would line its edges. */
function fitted(spots: Spot[], width: number, height: number): Spot[] {
  const along = (of: (spot: Spot) => number, room: number) => {
    const values = spots.map(of)
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const scale = Math.min(LARGEST, room / Math.max(1, high - low))
    return (spot: Spot) => room / 2 + (of(spot) - (low + high) / 2) * scale
  }
  const [x, y] = [along((spot) => spot.x, width), along((spot) => spot.y, height)]
  return spots.map((spot) => ({ x: x(spot), y: y(spot) }))
}

function push(spots: Spot[], moves: Spot[], a: number, b: number, apart: number): void {
  const [one, other, moveOne, moveOther] = [spots[a], spots[b], moves[a], moves[b]]
  if (!one || !other || !moveOne || !moveOther) return
  const x = one.x - other.x || 0.01
  const y = one.y - other.y || 0.01
  const far = Math.hypot(x, y)
  if (far > apart * 4) return
  const force = (apart * apart) / far
  moveOne.x += (x / far) * force
  moveOne.y += (y / far) * force
  moveOther.x -= (x / far) * force
  moveOther.y -= (y / far) * force
}

function pull(spots: Spot[], moves: Spot[], a: number, b: number, room: number): void {
  const [one, other, moveOne, moveOther] = [spots[a], spots[b], moves[a], moves[b]]
  if (!one || !other || !moveOne || !moveOther) return
  const x = one.x - other.x
  const y = one.y - other.y
  const force = Math.hypot(x, y) / (room * 3.2)
  moveOne.x -= x * force
  moveOne.y -= y * force
  moveOther.x += x * force
  moveOther.y += y * force
}
