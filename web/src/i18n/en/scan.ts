/** Reading tickets by the camera, in English. */
export const scan = {
  scan: {
    start: "Scan tickets",
    stop: "Close the camera",
    view: "What the camera sees",
    hint: "Hold the QR code of a ticket before the camera.",
    refused: "The browser doesn't let Seance use the camera. Allow it in the site's settings, or type the code.",
    none: "No camera can be used here. Type the code instead.",
  },
};
