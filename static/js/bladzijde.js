// A page without news: only its own modules.
import {startOnderdelen} from "./onderdelen.js";
import "./terug.js";

startOnderdelen(document.body);
