import { Frame } from 'lucide-react'
import { putFrame } from '../../canvas/commands/frames.ts'
import type { CanvasTool } from '../../canvas/tool.ts'
import { toolMaking } from '../../canvas/tools/making.ts'

export const frameTool: CanvasTool = {
  ...toolMaking({ type: 'frame', size: [640, 420], isWritten: true, put: (canvas, box) => putFrame(canvas, box) }),
  labelId: 'boards.canvas_frame',
  icon: Frame,
}
