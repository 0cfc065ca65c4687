import { Fragment, memo } from 'react'
import { cx } from '#client/ui/cx.ts'
import { type Inline, parseMarkdown } from './markdown.ts'
import { langOf } from './language.tsx'
import styles from './markdown-view.module.css'

function Words({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map((one, at) => {
    switch (one.kind) {
      case 'text':
        return <Fragment key={at}>{one.text}</Fragment>
      case 'bold':
        return (
          <strong key={at}>
            <Words inlines={one.children} />
          </strong>
        )
      case 'italic':
        return (
          <em key={at}>
            <Words inlines={one.children} />
          </em>
        )
      case 'link':
        return (
          <a key={at} href={one.href} target="_blank" rel="noopener noreferrer nofollow">
            <Words inlines={one.children} />
          </a>
        )
    }
  })
}

interface MarkdownViewProps {
  text: string
  /** Empty where it is not known. */
  language?: string
}

/** Light Markdown as it reads. Links open beside the board and tell the other side nothing of where one comes from. */
export const MarkdownView = memo(function MarkdownView({ text, language = '' }: MarkdownViewProps) {
  const blocks = parseMarkdown(text)
  return (
    <div className={cx(styles.text)} dir="auto" {...langOf({ language })}>
      {blocks.map((block, at) => {
        if (block.kind === 'paragraph')
          return (
            <p key={at}>
              {block.lines.map((line, row) => (
                <Fragment key={row}>
                  {row > 0 && <br />}
                  <Words inlines={line} />
                </Fragment>
              ))}
            </p>
          )
        const items = block.items.map((item, row) => (
          <li key={row}>
            <Words inlines={item} />
          </li>
        ))
        return block.isNumbered ? <ol key={at}>{items}</ol> : <ul key={at}>{items}</ul>
      })}
    </div>
  )
})
