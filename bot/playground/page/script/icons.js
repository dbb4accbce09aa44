/** Path data of the icons, each drawn in a square of 24 with strokes. */

export const HASH = "M9.5 3 7.5 21M16.5 3l-2 18M4 8.5h17M3 15.5h17";
export const AT = "M16 8v5a3 3 0 0 0 5 2 10 10 0 1 0-4 5.5M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0";
export const PEOPLE =
  "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 20c0-4 3-6 7-6s7 2 7 6M16 3.5a4 4 0 0 1 0 7M18 14c2.6.6 4 2.6 4 6";
export const PLUS = "M12 4v16M4 12h16";
export const CLOSE = "M5 5l14 14M19 5 5 19";
export const MENU = "M3 6h18M3 12h18M3 18h18";
export const MORE = "M5 12h.01M12 12h.01M19 12h.01";
export const SEND = "M4 4l17 8-17 8 3-8zM7 12h7";
export const DOWN = "M6 9l6 6 6-6";
export const NEXT = "M9 5l7 7-7 7";
export const BACK = "M15 5l-7 7 7 7";
export const CHECK = "M4 12.5l5.5 5.5L20 7";
export const LINK = "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9";
export const DOWNLOAD = "M12 3v12M7 10.5l5 5 5-5M4 20h16";
export const FILE = "M6 2h8l5 5v15H6zM14 2v5h5";
export const PICTURE = "M3 4h18v16H3zM3 17l5.5-6 4.5 5 3-3 5 5M16 8.5h.01";
export const EYE =
  "M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7S2 12 2 12M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0";
export const EYE_OFF =
  "M4 4l16 16M9.5 5.4A10 10 0 0 1 12 5c6.5 0 10 7 10 7a17 17 0 0 1-3 3.8M6 7.2A16 16 0 0 0 2 12s3.5 7 10 7a10 10 0 0 0 4.2-1M10 10a3 3 0 0 0 4 4";
export const SUN =
  "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M5 19l1.5-1.5M17.5 6.5 19 5";
export const MOON = "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5";
export const RESTART = "M20 5v5h-5M20 10a8.5 8.5 0 1 0 .5 4.5";
export const INSPECT = "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 4l-3 16";
export const COPY = "M9 9h11v12H9zM5 15H4V3h11v2";
export const FORWARD = "M14 5l7 7-7 7v-4.5C8.5 14.5 5 16 3 19c.5-6 4-9.5 11-10z";
export const SMILE =
  "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M8 14.5c1 1.7 2.5 2.5 4 2.5s3-.8 4-2.5M9 9.5h.01M15 9.5h.01";
export const WARNING = "M12 3 2 20h20zM12 9.5v5M12 17.3h.01";
export const BACKSPACE = "M9 5h12v14H9l-7-7zM12.5 9.5l5 5M17.5 9.5l-5 5";
