/** Styles from elsewhere are dropped before they are parsed: the content policy blocks them and the page has its own. */
export const withoutStyles = (html: string) =>
  html.replaceAll(/<b\s+style="font-weight:\s*normal;?"/gi, '<span').replaceAll(/\sstyle=("[^"]*"|'[^']*')/gi, '')
