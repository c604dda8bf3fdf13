"""What a method says of the next steps."""

from dataclasses import dataclass

import numpy as np

LEVELS = (0.80, 0.95)


@dataclass(frozen=True)
class Path:
    """What a method says of the next steps: points, and the bounds of its intervals where it has any.

    Attributes
    ----------
    point
        A value a step.
    bounds
        Lower and upper bounds by level (0.80, 0.95); empty for a method that gives points only.
    """

    point: np.ndarray
    bounds: dict[float, tuple[np.ndarray, np.ndarray]]

    def within(self, low: float, high: float) -> "Path":
        """The same, points and bounds kept in the range that the values can have: a share has no more than 100 %."""
        bounds = {
            level: (np.clip(lower, low, high), np.clip(upper, low, high))
            for level, (lower, upper) in self.bounds.items()
        }
        return Path(np.clip(self.point, low, high), bounds)
