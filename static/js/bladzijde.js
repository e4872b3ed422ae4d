// A page without news: only its own modules.
import {startOnderdelen} from "./onderdelen.js";

startOnderdelen(document.body);
