import { Type } from 'lucide-react'
import { textLook } from '#collab/documents/things/register.ts'
import type { Canvas } from '../../canvas/canvas.ts'
import { styleOf } from '../../canvas/styles.ts'
import type { CanvasTool } from '../../canvas/tool.ts'
import { toolMaking } from '../../canvas/tools/making.ts'
import { TextOptions } from './options.tsx'

/** Of one line, in the size of letters that the tool is set to. */
function lineHeight(canvas: Canvas): number {
  const { size, lineHeight: times } = textLook({ type: 'text', stroke: styleOf(canvas.styles.get(), 'text').stroke })
  return Math.ceil(size * times)
}

export const textTool: CanvasTool = {
  ...toolMaking({ type: 'text', size: [240, 0], isWritten: true, heightOf: lineHeight }),
  labelId: 'boards.canvas_text',
  icon: Type,
  Options: TextOptions,
}
