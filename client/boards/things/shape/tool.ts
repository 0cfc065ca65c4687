import { Shapes } from 'lucide-react'
import type { CanvasTool } from '../../canvas/tool.ts'
import { toolMaking } from '../../canvas/tools/making.ts'
import { ShapeOptions } from './options.tsx'

export const shapeTool: CanvasTool = {
  ...toolMaking({ type: 'shape', size: [180, 120] }),
  labelId: 'boards.canvas_shape',
  icon: Shapes,
  Options: ShapeOptions,
}
