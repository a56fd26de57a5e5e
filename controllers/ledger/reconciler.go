// Package ledger holds the controller that writes the chains: for each ledger it asks internal/ledger for the next entry and
// creates it under the number that follows. The API server's refusal of a name that exists is the only lock.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
)

// +kubebuilder:rbac:groups=lianxing.dev,resources=fundingdisbursements,verbs=create

const (
	// verifiedAtOnce entries of a chain are checked in one pass, and the next ones verifyEvery later.
	verifiedAtOnce = 500
	verifyEvery    = time.Second
	// skewPatience is how long to wait before a clock that was off is looked at again.
	skewPatience = time.Minute
)

// Reconciler appends to one chain at a time what follows from the records.
type Reconciler struct {
	client    client.Client
	informers *cluster.Informers
	// live reads from the API server, past the cache.
	live  client.Reader
	clock *clock.Clock
	skew  *clock.Skew
	inbox inbox

	mu      sync.Mutex
	writers map[records.Key]*writer
}

// Reconcile enters everything into a ledger that may be entered now.
func (r *Reconciler) Reconcile(ctx context.Context, request reconcile.Request) (reconcile.Result, error) {
	key := request.NamespacedName
	w, err := r.writer(ctx, key)
	if err != nil || w == nil {
		return reconcile.Result{}, err
	}
	wait, err := r.append(ctx, w)
	if err != nil {
		if _, unsure := errors.AsType[*unsureError](err); unsure {
			r.drop(key)
		}
		return reconcile.Result{}, err
	}
	more := w.verify()
	if err := w.view.Err(); err != nil {
		r.drop(key)
		return reconcile.Result{}, err
	}
	if w.fault != nil {
		reportFrozen(key, v1alpha1.ReasonChainBroken)
		log.FromContext(ctx).Error(w.fault, "the chain does not verify; nothing is entered until the export of the ledger is put back")
	}
	if more && (wait == 0 || wait > verifyEvery) {
		wait = verifyEvery
	}
	return reconcile.Result{RequeueAfter: wait}, nil
}

// writer returns what is known of a ledger, brought up to date with the news, or made anew where it is of another day; nil where
// the ledger is not declared.
func (r *Reconciler) writer(ctx context.Context, key records.Key) (*writer, error) {
	today := r.clock.Today()
	n := r.inbox.take(key)
	if err := r.client.Get(ctx, key, &v1alpha1.Ledger{}); err != nil {
		r.drop(key)
		reportFrozen(key, "")
		return nil, client.IgnoreNotFound(err)
	}
	r.mu.Lock()
	w := r.writers[key]
	r.mu.Unlock()
	if w != nil && w.today == today && (n == nil || w.read(n)) && w.view.Err() == nil {
		return w, nil
	}
	made, err := newWriter(r.informers, &r.inbox, key, today)
	if err != nil {
		r.drop(key)
		if isBroken(err) {
			reportFrozen(key, v1alpha1.ReasonChainBroken)
		}
		return nil, err
	}
	if n != nil && !n.removed {
		made.read(n) // what came after all claims were first read
	}
	if w != nil && w.today != today && w.fault == nil {
		made.verified = min(w.verified, made.walker.Chain().Sequence()) // a new day changes no old entry
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writers[key] = made
	return made, nil
}

func (r *Reconciler) drop(key records.Key) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.writers, key)
}

// append creates entry after entry until there is none to enter, and returns how long it takes until time alone may give
// another; 0 for never.
func (r *Reconciler) append(ctx context.Context, w *writer) (time.Duration, error) {
	headSeen := false
	for {
		if n := r.inbox.take(w.key); n != nil && !w.read(n) {
			return 0, unsure("an entry or a budget of %s was removed", w.key)
		}
		if err := w.catchUp(); err != nil {
			return 0, unsure("reading ledger %s: %w", w.key, err)
		}
		decision := w.walker.Next()
		if err := w.view.Err(); err != nil {
			return 0, unsure("reading ledger %s: %w", w.key, err) // decided from less than there is
		}
		if !r.mayEnter(ctx, w, decision) {
			return 0, nil
		}
		if decision.Entry == nil {
			w.walker.Chain().Prune()
			return r.clock.Until(w.today.AddDays(1)), nil
		}
		if skew, exceeded := r.skew.Exceeded(); exceeded {
			log.FromContext(ctx).Error(nil, "the wall clock is too far from the API server's; nothing is entered until it is set right",
				"ahead", skew.String(), "allowed", clock.MaxSkew.String())
			return skewPatience, nil
		}
		if !headSeen {
			if err := r.seeHead(ctx, w); err != nil {
				return 0, err
			}
			headSeen = true
		}
		if err := r.enter(ctx, w, decision.Entry); err != nil {
			return 0, err
		}
	}
}

// mayEnter reports why nothing may be entered into a ledger, if that is so.
func (r *Reconciler) mayEnter(ctx context.Context, w *writer, decision ledger.Decision) bool {
	skew, _ := r.skew.Now()
	skewSeconds.Set(skew.Seconds())
	switch {
	case decision.Frozen != nil:
		if decision.Frozen.Reason == v1alpha1.ReasonChainBroken {
			r.drop(w.key) // so that a chain that was mended is read anew
		}
		reportFrozen(w.key, decision.Frozen.Reason)
		log.FromContext(ctx).Info("nothing is entered until a person acts", "frozen", decision.Frozen)
		return false
	case w.fault != nil:
		return false
	}
	reportFrozen(w.key, "")
	return true
}

// seeHead asks the API server, once a pass, whether it still has the entry that the next one will follow. After a restore from
// an older backup it has not, and the cache may not know yet.
func (r *Reconciler) seeHead(ctx context.Context, w *writer) error {
	head, ok := w.walker.Chain().Head()
	if !ok {
		return nil
	}
	var stored v1alpha1.FundingDisbursement
	err := r.live.Get(ctx, records.KeyOf(head), &stored)
	if apierrors.IsNotFound(err) {
		return unsure("the API server no longer has %s, the head of ledger %s, as after a restore", head.Name, w.key)
	}
	if err != nil {
		return fmt.Errorf("reading the head of ledger %s: %w", w.key, err)
	}
	digest, err := ledger.Digest(&stored)
	if err != nil {
		return fmt.Errorf("the digest of %s: %w", head.Name, err)
	}
	if digest != w.walker.Chain().HeadDigest() {
		return unsure("the API server has another %s than this manager knew, as after a restore", head.Name)
	}
	return nil
}

// enter creates one entry. Where its name is taken, by another manager or by ourselves when the answer was lost, the entry that
// is there is read and nothing is sent again: what comes next is decided from it.
func (r *Reconciler) enter(ctx context.Context, w *writer, decided *v1alpha1.FundingDisbursement) error {
	entry := decided.DeepCopy()
	err := r.client.Create(ctx, entry)
	switch {
	case apierrors.IsAlreadyExists(err):
		conflicts.WithLabelValues(w.key.Namespace, w.key.Name).Inc()
		entry = &v1alpha1.FundingDisbursement{}
		if err := r.live.Get(ctx, records.KeyOf(decided), entry); err != nil {
			return fmt.Errorf("reading %s, which exists already: %w", decided.Name, err)
		}
	case err != nil:
		return fmt.Errorf("entering %s: %w", decided.Name, err)
	default:
		entries.WithLabelValues(w.key.Namespace, w.key.Name, string(entry.Spec.Type)).Inc()
		log.FromContext(ctx).Info("entered", "entry", entry.Name, "type", entry.Spec.Type, "amount", entry.Spec.Amount,
			"cause", entry.Spec.Cause.Kind+" "+entry.Spec.Cause.Namespace+"/"+entry.Spec.Cause.Name)
	}
	if err := w.entered(entry); err != nil {
		return unsure("after %s: %w", entry.Name, err)
	}
	return nil
}

// unsureError says that what is in memory of a ledger may be wrong: it is thrown away, and everything is read anew. After any other
// error it stands, since an entry counts only when the API server has shown that it has it.
type unsureError struct{ err error }

func unsure(format string, arguments ...any) error {
	return &unsureError{fmt.Errorf(format+"; everything is read anew", arguments...)}
}

// Error says what went wrong.
func (e *unsureError) Error() string { return e.err.Error() }

// Unwrap returns what went wrong.
func (e *unsureError) Unwrap() error { return e.err }
