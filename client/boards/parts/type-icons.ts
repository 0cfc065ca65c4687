import {
  Columns3,
  Frame,
  Image,
  Link2,
  Mic,
  Paperclip,
  PenLine,
  RectangleHorizontal,
  Shapes,
  Spline,
  StickyNote,
  Type,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ObjectType } from '#collab/documents/board-model.ts'

export const typeIcons: Record<ObjectType, LucideIcon> = {
  card: RectangleHorizontal,
  note: StickyNote,
  text: Type,
  shape: Shapes,
  image: Image,
  link: Link2,
  file: Paperclip,
  voice: Mic,
  connector: Spline,
  frame: Frame,
  column: Columns3,
  ink: PenLine,
}
