import { measureByTable } from '#collab/documents/board-font-widths.ts'
import type { Measure } from '#collab/documents/board-text.ts'

const family = "'Commissioner Variable', 'Noto Sans', 'Segoe UI', system-ui, sans-serif"

/** Measures as this browser draws, once its letters are there. */
export async function browserMeasure(): Promise<Measure> {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return measureByTable
  await Promise.all(['400', '600'].map((weight) => document.fonts.load(`${weight} 16px ${family}`)))
  let current = ''
  return (text, { size, weight }) => {
    const font = `${weight} ${size}px ${family}`
    // Setting it costs more than measuring.
    if (font !== current) {
      context.font = font
      current = font
    }
    return context.measureText(text).width
  }
}
