// The timeline of a pair: cooperation above the line, conflict below it, the mean scale over both. A span is chosen by
// drawing over it. uPlot draws; its colours are those of the style sheet, read anew when light and dark change.
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import { number, text } from '../lib/days'
import type { Bin } from '../lib/types'

interface Charted {
  bins: Bin[]
  unit: string
  label: string
  onSpan: (from: string, to: string) => void
}

const DAY = 86_400

export function Chart({ bins, unit, label, onSpan }: Charted) {
  const box = useRef<HTMLDivElement>(null)
  const told = useRef(onSpan)
  told.current = onSpan
  useEffect(() => {
    const target = box.current
    if (!target || bins.length === 0) return
    let plot = draw(target, bins, unit, (from, to) => told.current(from, to))
    const again = () => {
      plot.destroy()
      plot = draw(target, bins, unit, (from, to) => told.current(from, to))
    }
    const sized = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: height(target) }))
    sized.observe(target)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', again)
    addEventListener('theme', again)
    return () => {
      sized.disconnect()
      dark.removeEventListener('change', again)
      removeEventListener('theme', again)
      plot.destroy()
    }
  }, [bins, unit])
  return <div class="chart" ref={box} role="img" aria-label={label} />
}

const height = (target: HTMLElement) => (target.clientWidth < 520 ? 170 : 210)

function draw(target: HTMLElement, bins: Bin[], unit: string, onSpan: (from: string, to: string) => void): uPlot {
  const style = getComputedStyle(target)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const times = bins.map((bin) => (number(bin.day) ?? 0) * DAY)
  const width = unit === 'day' ? DAY : unit === 'week' ? 7 * DAY : 30.4 * DAY
  const axis = {
    stroke: colour('--dim'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '11px system-ui, sans-serif',
  }
  const bars = uPlot.paths.bars?.({ size: [0.86, 28], align: 1 })
  const most = Math.max(1, ...bins.map((bin) => Math.max(bin.cooperation, bin.conflict)))
  const plot = new uPlot(
    {
      width: target.clientWidth,
      height: height(target),
      padding: [8, 4, 0, 0],
      legend: { show: true, live: true },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
      scales: {
        x: { time: true, range: (_, low, high) => [low, high + width] },
        y: { range: [-most * 1.08, most * 1.08] },
        scale: { range: [-10.8, 10.8] },
      },
      axes: [
        { ...axis },
        {
          ...axis,
          size: 34,
          values: (_, marks) => marks.map((mark) => (Number.isInteger(mark) ? String(Math.abs(mark)) : '')),
        },
        {
          ...axis,
          scale: 'scale',
          side: 1,
          size: 34,
          grid: { show: false },
          values: (_, marks) => marks.map((mark) => (mark > 0 ? `+${mark}` : String(mark))),
        },
      ],
      series: [
        { label: unit, value: (_, time) => (time === null ? '' : text(Math.round(time / DAY))) },
        {
          label: 'cooperation',
          paths: bars,
          fill: colour('--k2'),
          stroke: colour('--k2'),
          width: 0,
          points: { show: false },
          value: shown,
        },
        {
          label: 'conflict',
          paths: bars,
          fill: colour('--c2'),
          stroke: colour('--c2'),
          width: 0,
          points: { show: false },
          value: shown,
        },
        {
          label: 'mean scale',
          scale: 'scale',
          stroke: colour('--ink'),
          width: 1.25,
          spanGaps: true,
          points: { show: true, size: 4, fill: colour('--ink') },
          value: (_, value) => (value === null ? '—' : value.toFixed(1)),
        },
      ],
      hooks: {
        setSelect: [
          (own) => {
            if (own.select.width < 3) return
            const from = own.posToVal(own.select.left, 'x')
            const to = own.posToVal(own.select.left + own.select.width, 'x')
            onSpan(text(Math.floor(from / DAY)), text(Math.floor(to / DAY)))
          },
        ],
      },
    },
    [
      times,
      bins.map((bin) => bin.cooperation),
      bins.map((bin) => -bin.conflict),
      bins.map((bin) => (bin.events > 0 ? bin.scale : null)),
    ],
    target,
  )
  return plot
}

const shown = (_: uPlot, value: number | null) => (value === null ? '—' : String(Math.abs(value)))
