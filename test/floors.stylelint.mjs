// Which features styles may use: what every browser of the floor has (the same as `cssTarget` of the build), and what is
// only an ornament where it is missing. Run by `npm run verify`.
/** @type {import('stylelint').Config} */
export default {
  plugins: ['stylelint-no-unsupported-browser-features'],
  rules: {
    'plugin/no-unsupported-browser-features': [
      true,
      {
        browsers: ['chrome 111', 'firefox 115', 'safari 16.4', 'ios_saf 16.4'],
        ignorePartialSupport: true,
        ignore: [
          // The build takes them apart.
          'css-nesting',
          // What is read and reached is the same without them.
          'css-content-visibility',
          'css-overflow-anchor',
          'css-paged-media',
          'css-resize',
          'css-scrollbar',
          'css-selection',
          'css-touch-action',
          'css3-cursors',
          'css3-cursors-grab',
          'css3-cursors-newer',
          'text-size-adjust',
        ],
      },
    ],
    // Which the list of the plugin does not know yet.
    'property-disallowed-list': ['field-sizing', 'interpolate-size', 'anchor-name', 'position-anchor', 'reading-flow'],
  },
}
