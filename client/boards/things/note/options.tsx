import { ColourChoice } from '../../canvas/panels/choices.tsx'
import { type OptionsProps, useToolStyle } from '../../canvas/tools/tool-style.ts'

export function NoteOptions({ canvas }: OptionsProps) {
  const [style, set] = useToolStyle(canvas, 'note')
  return <ColourChoice of="tint" value={style.colour} onChange={(colour) => set({ colour })} />
}
