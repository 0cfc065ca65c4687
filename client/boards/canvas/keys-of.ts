const fields =
  'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"], [type="button"], [type="range"])'
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], aside'
const controls = 'a[href], button, input, summary, audio, [role="toolbar"], [role="slider"], [role="radiogroup"]'

/**
 * Whose the keys are that are pressed at an element: a field's, or those of what lies over the board; a control's, which has
 * arrows and Enter to itself and leaves the rest to the board; else the board's, wherever on its screen the focus is.
 */
export function keysOf(target: EventTarget | null): 'field' | 'layer' | 'control' | 'board' {
  if (!(target instanceof Element)) return 'board'
  if (target.closest(fields) !== null) return 'field'
  if (target.closest(layers) !== null) return 'layer'
  return target.closest(controls) === null ? 'board' : 'control'
}
