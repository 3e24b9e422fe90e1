// What every page loads. Each part looks for its own marks in the page and does
// nothing without them; a page without scripts reads the same.
import { help } from "./help";
import { keyboard } from "./keyboard";
import { palette } from "./palette";
import { selection } from "./selection";
import { slider } from "./slider";

help();
keyboard();
palette();
selection();
slider();
