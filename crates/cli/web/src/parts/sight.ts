// Moving and enlarging a drawing: by dragging, pinching, the wheel with Ctrl, and the keys + - 0 and arrows. A press that
// moved the drawing is not taken for a click. Only the transform changes; nothing is drawn anew.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'

export interface At {
  k: number
  x: number
  y: number
}
const MOST = 24

export function useSight(box: RefObject<SVGSVGElement | null>, width: number, height: number) {
  const [at, setAt] = useState<At>({ k: 1, x: 0, y: 0 })
  const fingers = useRef(new Map<number, [number, number]>())
  const dragged = useRef(0)
  const held = (next: At): At => {
    const k = Math.min(MOST, Math.max(1, next.k))
    return { k, x: Math.min(0, Math.max(width * (1 - k), next.x)), y: Math.min(0, Math.max(height * (1 - k), next.y)) }
  }
  const zoom = (by: number, x = width / 2, y = height / 2) =>
    setAt((last) => {
      const k = Math.min(MOST, Math.max(1, last.k * by))
      return held({ k, x: x - ((x - last.x) * k) / last.k, y: y - ((y - last.y) * k) / last.k })
    })
  const move = (x: number, y: number) => setAt((last) => held({ ...last, x: last.x + x, y: last.y + y }))
  const whole = () => setAt({ k: 1, x: 0, y: 0 })
  const unit = () => width / (box.current?.clientWidth || width)
  const inside = (event: { clientX: number; clientY: number }): [number, number] => {
    const edge = box.current?.getBoundingClientRect()
    return [(event.clientX - (edge?.left ?? 0)) * unit(), (event.clientY - (edge?.top ?? 0)) * unit()]
  }

  // The wheel is listened to by hand, because a listener that may stop scrolling must say so.
  useEffect(() => {
    const own = box.current
    if (!own) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom(Math.exp(-event.deltaY * 0.004), ...inside(event))
    }
    own.addEventListener('wheel', onWheel, { passive: false })
    return () => own.removeEventListener('wheel', onWheel)
  }, [])

  const onPointerDown = (event: PointerEvent) => {
    fingers.current.set(event.pointerId, [event.clientX, event.clientY])
    if (fingers.current.size === 1) dragged.current = 0
  }
  const onPointerMove = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    if (event.buttons === 0) return void fingers.current.delete(event.pointerId)
    const others = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot)
    const other = others[0]
    if (other) {
      const was = Math.hypot(before[0] - other[0], before[1] - other[1])
      const is = Math.hypot(event.clientX - other[0], event.clientY - other[1])
      if (was > 0)
        zoom(is / was, ...inside({ clientX: (event.clientX + other[0]) / 2, clientY: (event.clientY + other[1]) / 2 }))
      dragged.current += 10
    } else {
      const [x, y] = [event.clientX - before[0], event.clientY - before[1]]
      dragged.current += Math.abs(x) + Math.abs(y)
      move(x * unit(), y * unit())
    }
    fingers.current.set(event.pointerId, [event.clientX, event.clientY])
  }
  const lift = (event: PointerEvent) => void fingers.current.delete(event.pointerId)
  const KEYS: Record<string, () => void> = {
    '+': () => zoom(1.4),
    '=': () => zoom(1.4),
    '-': () => zoom(1 / 1.4),
    '0': whole,
    ArrowLeft: () => move(60, 0),
    ArrowRight: () => move(-60, 0),
    ArrowUp: () => move(0, 45),
    ArrowDown: () => move(0, -45),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = KEYS[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  return {
    at,
    zoom,
    whole,
    moved: () => dragged.current > 6,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: lift,
      onPointerCancel: lift,
      onKeyDown,
      onDblClick: (event: MouseEvent) => zoom(2, ...inside(event)),
    },
  }
}
