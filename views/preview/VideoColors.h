#pragma once

#include <QColor>

/// Colours on and around a video picture. They are the same in the light and the dark theme: the
/// surroundings of a picture are dark, or the picture looks wrong. Named as the tokens of
/// views/theme/Theme.h; contrast of text on letterbox is 16 : 1, of muted text 7 : 1.
namespace streamkeeper::videocolors {

inline constexpr QColor letterbox{0x0d, 0x10, 0x13};
inline constexpr QColor text{0xf2, 0xf5, 0xf8};
inline constexpr QColor mutedText{0xa3, 0xad, 0xb9};
inline constexpr QColor disabledText{0x5c, 0x66, 0x72};
inline constexpr QColor shade{0x0d, 0x10, 0x13, 0xb8};   ///< behind text on a picture
inline constexpr QColor dimming{0x0d, 0x10, 0x13, 0x99}; ///< over a picture that is not live
inline constexpr QColor hover{0xff, 0xff, 0xff, 0x24};
inline constexpr QColor focus{0x5a, 0xa0, 0xff};
inline constexpr QColor live{0xc6, 0x2f, 0x3b};

} // namespace streamkeeper::videocolors
