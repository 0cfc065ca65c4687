// Excalidraw with a scene that was made before: what is measured is drawing it and dragging in it.
import { convertToExcalidrawElements, Excalidraw, restoreElements } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

// The calmest look it has, and a font that is there: nothing to fetch, no rough lines to work out.
const look = { roughness: 0, fontFamily: 2, strokeWidth: 2 }

const makers = {
  note: ({ x, y, width, height, text }) => ({
    type: 'rectangle',
    ...{ x, y, width, height, ...look, backgroundColor: '#ffec99', fillStyle: 'solid' },
    label: { text, fontSize: 16, fontFamily: 2 },
  }),
  ellipse: ({ x, y, width, height }) => ({ type: 'ellipse', x, y, width, height, ...look }),
  curve: ({ x, y, width, height }) => ({
    type: 'arrow',
    ...{ x, y, width, height, ...look, roundness: { type: 2 } },
    points: [
      [0, 0],
      [width / 2, height / 4],
      [width, height],
    ],
  }),
}

const inkOf = ({ x, y, points }) => ({
  type: 'freedraw',
  ...{ x, y, ...look, points, pressures: [], simulatePressure: true },
})

/** From the objects of test/bench/scene.ts. */
function convert(scene) {
  const made = scene.filter(({ kind }) => kind !== 'ink').map((object) => makers[object.kind](object))
  const ink = scene.filter(({ kind }) => kind === 'ink').map((object) => inkOf(object))
  return JSON.stringify([...convertToExcalidrawElements(made), ...restoreElements(ink, null)])
}

async function mount() {
  const { elements, appState } = await (await fetch('/scene.json')).json()
  globalThis.contentAt = performance.now()
  const excalidrawAPI = (api) => {
    globalThis.api = api
  }
  createRoot(document.getElementById('root')).render(
    createElement(Excalidraw, { excalidrawAPI, initialData: { elements, appState } }),
  )
}

/** Whether something is drawn in the middle of a canvas. */
globalThis.inkIn = (canvas) => {
  if (!canvas || canvas.width < 400) return false
  const { data } = canvas.getContext('2d').getImageData(canvas.width / 2 - 30, canvas.height / 2 - 30, 60, 60)
  return data.some((value, at) => at % 4 === 2 && value < 200 && data[at + 1] > 0)
}
globalThis.convert = convert
if (new URL(location.href).searchParams.has('show')) await mount()
