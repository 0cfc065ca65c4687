/** The smallest PDF that readers open; with more objects, from 4 on, and more of the trailer where given. */
export const pdfOf = (objects: readonly string[] = [], { catalog = '', trailer = '' } = {}) =>
  [
    '%PDF-1.7',
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalog} >>\nendobj`,
    '2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Annots 4 0 R >>\nendobj',
    ...(objects.length === 0
      ? ['4 0 obj\n[]\nendobj']
      : objects.map((one, index) => `${index + 4} 0 obj\n${one}\nendobj`)),
    `trailer\n<< /Root 1 0 R ${trailer} >>`,
    '%%EOF\n',
  ].join('\n')

export const pdf = pdfOf()
