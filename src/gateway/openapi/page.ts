/** What the page to try the API adds to Swagger's own: legible for everybody, and whole by keyboard. */

/** Asks nobody else: Swagger's own service for checking documents is off. */
export const pageScript = `const { document: file, servers, example } = document.querySelector('#docs').dataset
// Links to a single operation would stand inside the button that opens it, where no keyboard and no reader expects them.
SwaggerUIBundle({ url: file, dom_id: '#docs', validatorUrl: null, deepLinking: false })
const mend = {
  '.servers select': { 'aria-label': servers },
  '.opblock-tag': { 'aria-level': '2' },
  '.opblock-section-header h4, .responses-inner h4, .responses-inner h5, .models h4': { 'aria-level': '3' },
  // Only its list of operations is a part that readers can jump to.
  '.information-container': { role: 'region', 'aria-label': document.title },
  '.schemes-server-container': { role: 'region', 'aria-label': servers },
  'pre.microlight': { tabindex: '0', role: 'group', 'aria-label': example },
}
const mendAll = () => {
  for (const [wanted, attributes] of Object.entries(mend))
    for (const element of document.querySelectorAll('#docs :is(' + wanted + ')'))
      for (const [name, value] of Object.entries(attributes))
        if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
new MutationObserver(mendAll).observe(document.querySelector('#docs'), { childList: true, subtree: true })
`

/** Contrast of 7:1, a focus that is seen, and targets for a finger. */
export const pageStyle = `body { margin: 0; font-family: sans-serif; color: #16202b; background: #fff }
body > header { padding: 1px 20px }
body > header a, .swagger-ui a, .swagger-ui .info a { color: #0b3d91 }
:focus-visible { outline: 3px solid #0b3d91 !important; outline-offset: 2px }
.swagger-ui, .swagger-ui :is(p, small, label, h1, h2, h3, h4, h5, td, th, li, select, input, textarea, table, code, button,
  .title, .opblock-tag, .opblock-summary-path, .opblock-summary-description, .servers-title, .parameter__name,
  .parameter__type, .parameter__in, .parameter__extension, .response-col_status, .response-col_links, .tab li,
  .renderedMarkdown p, .response-control-media-type__accept-message, .model-title, .prop-type, .prop-format,
  [class^="json-schema-2020-12"], .opblock-title span, .responses-inner h4, .models-control span) { color: #16202b; opacity: 1 }
.swagger-ui .info .title small { background: #35424f }
.swagger-ui .info .title small.version-stamp { background: #2f5209 }
.swagger-ui .info .title small pre { color: #fff }
.swagger-ui .info .base-url, .swagger-ui .info .url, .swagger-ui .info .link .url { color: #0b3d91 }
.swagger-ui .btn.authorize { border-color: #14532d; color: #14532d }
.swagger-ui .btn.authorize span { color: #14532d }
.swagger-ui .btn.execute { background: #0b3d91; border-color: #0b3d91; color: #fff }
.swagger-ui .btn.cancel { border-color: #7f1010; color: #7f1010 }
.swagger-ui .opblock .opblock-summary-method { background: #35424f; color: #fff }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #0b3d91 }
.swagger-ui .opblock.opblock-head .opblock-summary-method { background: #4a1d80 }
.swagger-ui .opblock.opblock-options .opblock-summary-method { background: #35424f }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #14532d }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #7f1010 }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0f4f4a }
.swagger-ui .parameter__name.required span, .swagger-ui .parameter__name.required::after { color: #8c0d0d }
.swagger-ui .download-contents.download-contents { background: #35424f; color: #fff }
.swagger-ui pre.microlight, .swagger-ui pre.microlight :is(span, code) { color: #fff !important }
.swagger-ui :is(button, select, input) { min-height: 44px }
.swagger-ui :is(.expand-operation, .view-line-link, .copy-to-clipboard button) { min-width: 44px }
`
