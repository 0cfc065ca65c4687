import { StickyNote } from 'lucide-react'
import type { CanvasTool } from '../../canvas/tool.ts'
import { toolMaking } from '../../canvas/tools/making.ts'
import { NoteOptions } from './options.tsx'

export const noteTool: CanvasTool = {
  ...toolMaking({ type: 'note', size: [200, 200], isWritten: true }),
  labelId: 'boards.canvas_note',
  icon: StickyNote,
  Options: NoteOptions,
}
