/** Where the product lives, e.g. `/` or `/kiosk/`: the gateway writes it into `<base>`, so one build serves any sub-path. */
export const basePath = new URL(document.baseURI).pathname
