package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Limits for slow clients: a request must arrive and an answer be taken within
// these times, or the connection is closed.
const (
	headerTime = 10 * time.Second
	bodyTime   = 60 * time.Second
	answerTime = 120 * time.Second
	idleTime   = 120 * time.Second
	stopTime   = 10 * time.Second
)

// Serve answers on a listener until the context is done, then lets what is
// being answered end.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       bodyTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    64 << 10,
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), stopTime)
		defer cancel()
		stopped <- server.Shutdown(last)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop the server: %w", err)
	}
	return nil
}
