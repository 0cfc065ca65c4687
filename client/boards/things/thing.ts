import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { BoardObject, ObjectValues, Point } from '#collab/documents/board-model.ts'
import type { NewObject } from '#collab/documents/board-write.ts'
import type { PlainId } from '#client/locales/messages.tsx'

/** What can be done with one type of thing alone. */
export interface ThingAction {
  readonly id: string
  readonly labelId: PlainId
  readonly icon: LucideIcon
  /** What it changes, for a clock that says `now`. */
  readonly change: (object: BoardObject, now: number) => Partial<ObjectValues>
}

/** How a thing can look otherwise, as the bar over what is chosen offers it. */
export type Choice = 'fill' | 'size' | 'way' | 'head' | 'shape' | 'stroke'

/** The same in words, for the list: each by the beginning of its messages. */
interface NamedChoices {
  readonly shape?: 'shape' | 'ink' | 'heads'
  readonly fill?: 'fill' | 'way'
  readonly hasStroke: true
}

/** What there is to know of a type of thing where people work with it. What is left out is not so. */
export interface ThingFacts {
  readonly icon: LucideIcon
  /** Made by word alone, in the list. Others are drawn, attached, or begin at what they join. */
  readonly made?: Partial<NewObject> & { readonly size: Point }
  /** Of one that is made in the list with a file. */
  readonly attachedSize?: Point
  readonly canTurn?: true
  readonly canResize?: true | 'in-form'
  /** Connectors hold on to it, and others line up with it. */
  readonly isSolid?: true
  /** What it shows is said in words beside it. */
  readonly isDescribed?: true
  /** One that says nothing is nothing. */
  readonly needsWords?: true
  /** On the small map of the board, where it is not in the colour of its lines. */
  readonly onMap?: 'mark' | 'edge'
  /** What of its colour is seen most. */
  readonly colourOf?: 'tint'
  /** Beside what can be done with everything; Enter does the first. */
  readonly actions?: (object: BoardObject) => readonly ThingAction[]
  /** What its name says of it, where it has no words. */
  readonly says?: (object: BoardObject) => string
  /** What the list shows of it once it is opened, where that is not what a card shows. */
  readonly Shown?: ComponentType<{ object: BoardObject }>
  readonly named?: NamedChoices
  readonly choices?: (object: BoardObject) => readonly Choice[]
}
