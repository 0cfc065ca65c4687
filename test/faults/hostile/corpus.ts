/**
 * Updates that broke something once, here or elsewhere, as they came. Replayed by test/collab/corpus.test.ts into a page
 * that client 1 wrote: a paragraph (1,0) with a text (1,1) of eight letters, then a quote (1,10) with a paragraph (1,11).
 */
export const corpus: Record<string, { hex: string; answer: 4400 | 'forbidden' }> = {
  'yjs#687: 27 bytes that Yjs merges for ever (second version)': {
    hex: '00010000000001000100010200001602000001fdffffffff7f0000',
    answer: 4400,
  },
  'seven bytes that announce thirty million structs': { hex: '01ffffff0f0700', answer: 4400 },
  'yjs#498: nothing at all': { hex: '', answer: 4400 },
  'an embed with a prototype': {
    hex: '010107000500010109' + '7b225f5f70726f746f5f5f223a7b7d7d'.padStart(0) + '00',
    answer: 4400,
  },
  'a text beside the blocks: the page opens for nobody': {
    hex: '010107000701' + '07636f6e74656e74' + '0600',
    answer: 'forbidden',
  },
  'letters in an element: the page opens for nobody': { hex: '01010700040001000178' + '00', answer: 'forbidden' },
  'letters after a block': { hex: '0101070084010001' + '7800', answer: 'forbidden' },
  'a value beside the blocks': { hex: '01010700880100017e00', answer: 'forbidden' },
  'a block in a text: editors draw an object': {
    hex: '010107000700010103' + '09706172616772617068' + '00',
    answer: 'forbidden',
  },
}
