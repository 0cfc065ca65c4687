/** Typst. Reads `/sheet.json` and walks it; what people wrote stays text, whatever it looks like. */
export const template = String.raw`
#let sheet = json("/sheet.json")
#set document(
  title: sheet.title,
  author: "Préau",
  date: datetime(year: sheet.date.at(0), month: sheet.date.at(1), day: sheet.date.at(2)),
)
#set text(
  font: ("Noto Sans", "Noto Sans Armenian", "Noto Sans Georgian", "Vazirmatn"),
  size: 10.5pt,
  lang: sheet.language,
  hyphenate: false,
)
#set page(
  paper: "a4",
  margin: (x: 2cm, top: 1.8cm, bottom: 2cm),
  footer: context {
    set text(size: 8.5pt, fill: luma(80))
    grid(
      columns: (1fr, auto),
      column-gutter: 1em,
      sheet.title,
      counter(page).display("1 / 1", both: true),
    )
  },
)
#set par(leading: 0.68em, spacing: 0.9em)
#set heading(bookmarked: true)
#show title: set text(size: 19pt)
#show title: set block(below: 0.8em)
#show heading.where(level: 1): set text(size: 14pt, fill: rgb("#1d3f5e"))
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 1): set block(above: 1.6em, below: 0.8em)
#show heading.where(level: 2): set block(above: 1.2em, below: 0.6em)

// Whoever writes from right to left is read from there.
#let said(run) = if run.rtl { text(lang: "ar", dir: rtl, run.text) } else { text(run.text) }
#let paragraphs(runs) = for run in runs {
  if run.rtl { align(right, par(said(run))) } else { par(said(run)) }
}

#let colours = ("#1d5f8a", "#c2571a", "#2c7a4b", "#7b4a9e", "#6e6e6e")
#let bars(shares) = {
  let left = 0
  let drawn = ""
  for (index, share) in shares.enumerate() {
    let colour = colours.at(calc.rem(index, colours.len()))
    drawn += "<rect x='" + str(left) + "' width='" + str(calc.max(share * 1000 - 2, 1)) + "' height='20' fill='" + colour + "'/>"
    left += share * 1000
  }
  bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 20' preserveAspectRatio='none'>" + drawn + "</svg>")
}

#let draw(part) = {
  if part.is == "heading" { heading(level: part.level, said(part.text)) }
  else if part.is == "text" { paragraphs(part.runs) }
  else if part.is == "list" { list(..part.items.map(said)) }
  else if part.is == "facts" {
    set terms(separator: [: ], hanging-indent: 0pt)
    terms(..part.rows.map(row => terms.item(said(row.at(0)), said(row.at(1)))))
  }
  else if part.is == "quote" {
    block(
      stroke: (left: 2pt + luma(170)),
      inset: (left: 0.9em, y: 0.2em),
      breakable: true,
      quote(block: true, attribution: said(part.from), {
        set align(left)
        paragraphs(part.runs)
      }),
    )
  }
  else if part.is == "table" {
    set text(size: 9.5pt)
    table(
      columns: (1.6fr,) + (1fr,) * (part.head.len() - 1),
      align: (column, row) => if part.numbers and column > 0 { right } else { left },
      stroke: (x: none, y: 0.5pt + luma(180)),
      inset: (x: 0.4em, y: 0.5em),
      table.header(..part.head.map(cell => strong(said(cell)))),
      ..part.rows.flatten().map(said),
    )
  }
  else if part.is == "bars" {
    // A picture, and no drawn boxes: what is only drawn has no content that a reader could come to.
    image(bars(part.shares), format: "svg", width: 100%, height: 0.9em, fit: "stretch", alt: part.alt)
  }
  else if part.is == "picture" { image(part.file, width: part.width * 1mm, alt: part.alt) }
  else if part.is == "qr" {
    let side = str(part.size)
    let drawn = bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + side + " " + side + "'><path d='" + part.path + "'/></svg>")
    image(drawn, format: "svg", width: 32mm, alt: part.alt)
  }
  else if part.is == "room" {
    for _ in range(part.lines) {
      block(above: 1.5em, below: 0pt, pdf.artifact(line(length: 100%, stroke: 0.4pt + luma(150))))
    }
  }
  else if part.is == "new_page" { pagebreak(weak: true) }
}

#title()
#if sheet.under.text != "" { par(text(fill: luma(80), said(sheet.under))) }
#for part in sheet.blocks { draw(part) }
`
