import type { NodeViewRenderer } from '@tiptap/core'
import { TaskItem } from '@tiptap/extension-list'
import type { Node } from '@tiptap/pm/model'
import { fileAddress } from '#collab/documents/file-address.ts'
import {
  BlockMath,
  InlineMath,
  PageImage,
  PageLink,
  PageMention,
  readId,
  readText,
  readWidth,
} from '#collab/documents/page-nodes.ts'
import type { EditorBridge } from './bridge.ts'

/** Views of the nodes that need more than their attributes: names, titles, formulas. Plain DOM, no style attributes. */

interface View {
  dom: HTMLElement
  draw(node: Node): void
}

/** One way to build a node view: draw at first, on a change of the node, and when names change. */
function viewOf(bridge: EditorBridge, make: () => View): NodeViewRenderer {
  return ({ node }) => {
    const view = make()
    let current = node
    view.draw(node)
    const stop = bridge.subscribe(() => view.draw(current))
    return {
      dom: view.dom,
      update(next) {
        if (next.type !== current.type) return false
        current = next
        view.draw(next)
        return true
      },
      ignoreMutation: () => true,
      destroy: stop,
    }
  }
}

const loadKatex = () => import('./katex.ts')

async function drawFormula(
  into: HTMLElement,
  latex: string,
  { isInline, wrong }: { isInline: boolean; wrong: string },
) {
  const { renderFormula } = await loadKatex()
  if (into.dataset['latex'] !== latex) return
  renderFormula(into, latex, isInline)
  // The library says in English what is wrong; the dialog says it in the reader's language.
  into.querySelector('.katex-error')?.setAttribute('title', wrong)
}

function formulaView(bridge: EditorBridge, isInline: boolean): View {
  const dom = document.createElement(isInline ? 'span' : 'div')
  dom.className = isInline ? 'formula' : 'formula formula-block'
  return {
    dom,
    draw(node) {
      const latex = readText(node.attrs['latex'])
      if (dom.dataset['latex'] === latex && latex !== '') return
      dom.dataset['latex'] = latex
      dom.textContent = latex === '' ? bridge.facts().words.emptyFormula : latex
      const wrong = bridge.facts().words.wrongFormula
      if (latex !== '') void drawFormula(dom, latex, { isInline, wrong })
    },
  }
}

function mentionView(bridge: EditorBridge): View {
  const dom = document.createElement('span')
  dom.className = 'mention'
  return {
    dom,
    draw(node) {
      const { people, words } = bridge.facts()
      const person = people.get(readId(node.attrs['userId']) ?? '')
      dom.textContent = `@${person?.name ?? words.unknownPerson}`
      dom.dataset['self'] = String(person?.isSelf ?? false)
    },
  }
}

function pageLinkView(bridge: EditorBridge): View {
  const dom = document.createElement('a')
  dom.className = 'page-link'
  return {
    dom,
    draw(node) {
      const { documents, words } = bridge.facts()
      const documentId = readId(node.attrs['documentId'])
      const target = documents.get(documentId ?? '')
      dom.textContent = target?.title ?? words.unknownPage
      dom.lang = target?.language ?? ''
      if (documentId !== null) dom.setAttribute('href', `/page/${documentId}`)
    },
  }
}

function imageView(bridge: EditorBridge): View {
  const dom = document.createElement('figure')
  const image = document.createElement('img')
  const warning = document.createElement('figcaption')
  warning.className = 'picture-warning'
  dom.append(image, warning)
  return {
    dom,
    draw(node) {
      const fileId = readId(node.attrs['fileId'])
      const isDecorative = node.attrs['decorative'] === true
      const alt = readText(node.attrs['alt'])
      dom.className = 'picture'
      dom.dataset['width'] = readWidth(node.attrs['width'])
      image.draggable = false
      image.alt = isDecorative ? '' : alt
      if (fileId !== null && image.getAttribute('src') !== fileAddress(fileId)) image.src = fileAddress(fileId)
      warning.hidden = isDecorative || alt !== ''
      warning.textContent = bridge.facts().words.pictureWithoutText
    },
  }
}

/** Boxes are no stops of the Tab key, which would write in the text from there; their name is in the reader's language. */
const taskItem = (bridge: EditorBridge) =>
  TaskItem.extend({
    addNodeView() {
      const draw = this.parent?.()
      return (props) => {
        if (!draw) throw new Error('a task without a view')
        const view = draw(props)
        if (view.dom instanceof HTMLElement) view.dom.querySelector('input')?.setAttribute('tabindex', '-1')
        return view
      }
    },
  }).configure({
    nested: true,
    a11y: { checkboxLabel: ({ textContent }) => bridge.facts().words.tick(textContent) },
  })

/** The page's nodes with these views; they take the place of the schema's own by name. */
export const drawnNodes = (bridge: EditorBridge) => [
  InlineMath.extend({ addNodeView: () => viewOf(bridge, () => formulaView(bridge, true)) }),
  BlockMath.extend({ addNodeView: () => viewOf(bridge, () => formulaView(bridge, false)) }),
  PageMention.extend({ addNodeView: () => viewOf(bridge, () => mentionView(bridge)) }),
  PageLink.extend({ addNodeView: () => viewOf(bridge, () => pageLinkView(bridge)) }),
  PageImage.extend({ addNodeView: () => viewOf(bridge, () => imageView(bridge)) }),
  taskItem(bridge),
]
