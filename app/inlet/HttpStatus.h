#pragma once

/// What the inlet answers with (RFC 9110, 15).
namespace streamkeeper::httpstatus {

inline constexpr int ok = 200;
inline constexpr int noContent = 204;
inline constexpr int badRequest = 400;
inline constexpr int unauthorized = 401;
inline constexpr int notFound = 404;
inline constexpr int methodNotAllowed = 405;
inline constexpr int requestTimeout = 408;
inline constexpr int conflict = 409;
inline constexpr int lengthRequired = 411;
inline constexpr int contentTooLarge = 413;
inline constexpr int unsupportedMediaType = 415;
inline constexpr int unprocessable = 422;
inline constexpr int tooManyRequests = 429;
inline constexpr int headTooLarge = 431;
inline constexpr int internalError = 500;
inline constexpr int unavailable = 503;
inline constexpr int gatewayTimeout = 504;
inline constexpr int versionNotSupported = 505;

} // namespace streamkeeper::httpstatus
